-- Who carries an operation out, and for how long: nobody else does it meanwhile.
ALTER TABLE batch_operation ADD COLUMN owner ${text} DEFAULT '' NOT NULL;
ALTER TABLE batch_operation ADD COLUMN owned_until BIGINT DEFAULT -1 NOT NULL;
