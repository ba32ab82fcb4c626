package io.orrery.operate.batch;

import java.time.Instant;
import java.util.List;

/// What a batch is to do, fixed when it begins.
///
/// @param items what to do it to
record BatchHeader(long key, BatchType type, String actor, Instant start, List<Item> items) {

  BatchHeader {
    items = List.copyOf(items);
  }

  /// One of the things that a batch acts on.
  record Item(long key, long processInstanceKey) {}
}
