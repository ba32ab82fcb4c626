-- What Java's hashCode says of the message of an incident: the next migration fills it.
ALTER TABLE incident ADD COLUMN error_hash_code INTEGER DEFAULT 0 NOT NULL;
