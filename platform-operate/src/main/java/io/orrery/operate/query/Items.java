package io.orrery.operate.query;

import java.util.List;

/// An answer that is always whole.
record Items<T>(List<T> items) {

  Items {
    items = List.copyOf(items);
  }
}
