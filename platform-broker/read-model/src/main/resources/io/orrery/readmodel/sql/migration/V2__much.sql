-- For instances with very many elements, and databases with very many instances.

-- The elements of an instance in the order they began.
CREATE INDEX element_instance_begin ON element_instance (process_instance_key, start_position);
DROP INDEX element_instance_process;

-- What belongs to an element of an instance.
CREATE INDEX job_element ON job (process_instance_key, element_instance_key);
DROP INDEX job_process;
CREATE INDEX incident_element ON incident (process_instance_key, element_instance_key);
DROP INDEX incident_process;
CREATE INDEX message_subscription_element
  ON message_subscription (process_instance_key, element_instance_key);
DROP INDEX message_subscription_process;
CREATE INDEX timer_element ON timer (process_instance_key, element_instance_key);
DROP INDEX timer_process;
CREATE INDEX variable_scope ON variable (process_instance_key, scope_key);
DROP INDEX variable_process;

-- The jobs of a type that wait, and those that were done last.
CREATE INDEX job_state_type ON job (state, type);
DROP INDEX job_state;

-- The instances that another one called.
CREATE INDEX process_instance_parent ON process_instance (parent_process_instance_key, start_date);

-- Variables by name and value: what the class Sought makes of them.
ALTER TABLE variable ADD COLUMN sought ${text} DEFAULT '' NOT NULL;
UPDATE variable SET sought = CASE
  WHEN CHAR_LENGTH(name) + CHAR_LENGTH(json) < 120
    THEN REPLACE(name, U&'\0001', U&'\FFFD') || U&'\0001' || json
  ELSE SUBSTRING(REPLACE(name, U&'\0001', U&'\FFFD') || U&'\0001' || json FROM 1 FOR 119)
    || U&'\0002' END;
CREATE INDEX variable_sought ON variable (sought, process_instance_key);
DROP INDEX variable_digest;
ALTER TABLE variable DROP COLUMN digest;
