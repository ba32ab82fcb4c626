-- Every column has a value: -1 stands for a missing number or instant, '' for a missing text.
-- Instants are milliseconds since the epoch, states the place in their alphabetical list.

CREATE TABLE exporter_position (
  partition_id INTEGER PRIMARY KEY,
  position BIGINT NOT NULL,
  decided BIGINT NOT NULL
);

CREATE TABLE process_definition (
  process_definition_key BIGINT PRIMARY KEY,
  process_definition_id ${text} NOT NULL,
  name ${text} NOT NULL,
  version INTEGER NOT NULL,
  version_tag ${text} NOT NULL,
  resource_name ${text} NOT NULL,
  deployment_key BIGINT NOT NULL,
  is_latest_version BOOLEAN NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX process_definition_id ON process_definition (process_definition_id, version);

CREATE TABLE process_file (
  process_definition_key BIGINT PRIMARY KEY,
  xml ${large} NOT NULL
);

CREATE TABLE process_instance (
  process_instance_key BIGINT PRIMARY KEY,
  process_definition_id ${text} NOT NULL,
  process_definition_name ${text} NOT NULL,
  process_definition_version INTEGER NOT NULL,
  process_definition_version_tag ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  parent_process_instance_key BIGINT NOT NULL,
  parent_element_instance_key BIGINT NOT NULL,
  start_date BIGINT NOT NULL,
  end_date BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  has_incident BOOLEAN NOT NULL,
  tenant_id ${text} NOT NULL,
  open_incidents INTEGER NOT NULL
);
CREATE INDEX process_instance_state ON process_instance (state, start_date);
CREATE INDEX process_instance_definition_state
  ON process_instance (process_definition_key, state, start_date);
CREATE INDEX process_instance_definition
  ON process_instance (process_definition_key, start_date);
CREATE INDEX process_instance_start ON process_instance (start_date);
CREATE INDEX process_instance_end ON process_instance (end_date);

CREATE TABLE element_instance (
  element_instance_key BIGINT PRIMARY KEY,
  process_instance_key BIGINT NOT NULL,
  process_definition_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  element_name ${text} NOT NULL,
  type ${text} NOT NULL,
  scope_key BIGINT NOT NULL,
  start_date BIGINT NOT NULL,
  end_date BIGINT NOT NULL,
  start_position BIGINT NOT NULL,
  end_position BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  has_incident BOOLEAN NOT NULL,
  incident_key BIGINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX element_instance_process ON element_instance (process_instance_key);

CREATE TABLE variable (
  variable_key BIGINT PRIMARY KEY,
  name ${text} NOT NULL,
  json ${text} NOT NULL,
  is_truncated BOOLEAN NOT NULL,
  scope_key BIGINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  process_definition_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  last_update_date BIGINT NOT NULL,
  tenant_id ${text} NOT NULL,
  whole_json ${large},
  digest BIGINT NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX variable_process ON variable (process_instance_key);
CREATE INDEX variable_digest ON variable (digest);

-- What variables were before they were written over, from a position on.
CREATE TABLE variable_version (
  variable_key BIGINT NOT NULL,
  position BIGINT NOT NULL,
  json ${text} NOT NULL,
  whole_json ${large},
  is_truncated BOOLEAN NOT NULL,
  last_update_date BIGINT NOT NULL,
  PRIMARY KEY (variable_key, position)
);

CREATE TABLE incident (
  incident_key BIGINT PRIMARY KEY,
  error_type ${text} NOT NULL,
  error_message ${text} NOT NULL,
  process_definition_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  element_instance_key BIGINT NOT NULL,
  job_key BIGINT NOT NULL,
  creation_time BIGINT NOT NULL,
  resolution_time BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX incident_process ON incident (process_instance_key);
CREATE INDEX incident_state ON incident (state, creation_time);

CREATE TABLE job (
  job_key BIGINT PRIMARY KEY,
  type ${text} NOT NULL,
  worker ${text} NOT NULL,
  state SMALLINT NOT NULL,
  kind ${text} NOT NULL,
  retries INTEGER NOT NULL,
  has_failed_with_retries_left BOOLEAN NOT NULL,
  error_code ${text} NOT NULL,
  error_message ${text} NOT NULL,
  custom_headers ${text} NOT NULL,
  deadline BIGINT NOT NULL,
  creation_time BIGINT NOT NULL,
  end_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  process_definition_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  element_instance_key BIGINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX job_process ON job (process_instance_key);
CREATE INDEX job_state ON job (state);

CREATE TABLE message (
  message_key BIGINT PRIMARY KEY,
  name ${text} NOT NULL,
  correlation_key ${text} NOT NULL,
  message_id ${text} NOT NULL,
  publish_date BIGINT NOT NULL,
  expiration_date BIGINT NOT NULL,
  variables ${large} NOT NULL,
  state SMALLINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX message_name ON message (name);
CREATE INDEX message_expiration ON message (expiration_date);

CREATE TABLE message_subscription (
  message_subscription_key BIGINT PRIMARY KEY,
  message_name ${text} NOT NULL,
  correlation_key ${text} NOT NULL,
  message_subscription_state SMALLINT NOT NULL,
  process_definition_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  element_instance_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  message_key BIGINT NOT NULL,
  last_updated_date BIGINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX message_subscription_process ON message_subscription (process_instance_key);

CREATE TABLE timer (
  timer_key BIGINT PRIMARY KEY,
  due_date BIGINT NOT NULL,
  repetitions INTEGER NOT NULL,
  state SMALLINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  element_instance_key BIGINT NOT NULL,
  process_definition_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  last_update_date BIGINT NOT NULL,
  tenant_id ${text} NOT NULL
);
CREATE INDEX timer_process ON timer (process_instance_key);

CREATE TABLE sequence_flow (
  process_instance_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  process_definition_key BIGINT NOT NULL,
  process_definition_id ${text} NOT NULL,
  taken INTEGER NOT NULL,
  tenant_id ${text} NOT NULL,
  PRIMARY KEY (process_instance_key, element_id)
);

CREATE TABLE batch_operation (
  batch_operation_key BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  batch_operation_type ${text} NOT NULL,
  state SMALLINT NOT NULL,
  actor ${text} NOT NULL,
  start_date BIGINT NOT NULL,
  end_date BIGINT NOT NULL,
  operations_total_count INTEGER NOT NULL,
  operations_completed_count INTEGER NOT NULL,
  operations_failed_count INTEGER NOT NULL
);

CREATE TABLE batch_operation_item (
  batch_operation_key BIGINT NOT NULL,
  item_key BIGINT NOT NULL,
  process_instance_key BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  processed_date BIGINT NOT NULL,
  error_message ${text} NOT NULL,
  PRIMARY KEY (batch_operation_key, item_key)
);

-- How many instances of an element there are, kept up to date with every change.
CREATE TABLE element_count (
  process_definition_key BIGINT NOT NULL,
  element_id ${text} NOT NULL,
  partition_id INTEGER NOT NULL,
  active BIGINT NOT NULL,
  completed BIGINT NOT NULL,
  canceled BIGINT NOT NULL,
  PRIMARY KEY (process_definition_key, element_id, partition_id)
);

-- How many process instances began and ended within ten seconds.
CREATE TABLE activity_count (
  since BIGINT NOT NULL,
  partition_id INTEGER NOT NULL,
  started BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  PRIMARY KEY (since, partition_id)
);
