package io.orrery.operate.batch;

import io.orrery.operate.command.Commands;

/// What a batch does to each of its items.
enum BatchType {
  /// Items are process instances.
  CANCEL_PROCESS_INSTANCE {
    @Override
    void apply(Commands commands, String actor, long itemKey) {
      commands.cancel(actor, itemKey);
    }
  },

  /// Items are incidents.
  RESOLVE_INCIDENT {
    @Override
    void apply(Commands commands, String actor, long itemKey) {
      commands.resolve(actor, itemKey);
    }
  };

  abstract void apply(Commands commands, String actor, long itemKey);
}
