-- The batch operations that had an instance among their items.
CREATE INDEX batch_operation_item_instance
  ON batch_operation_item (process_instance_key, batch_operation_key);
