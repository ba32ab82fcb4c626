package io.orrery.standalone;

import java.util.Locale;

/// Which parts of the platform a process runs.
enum Mode {
  ALL_IN_ONE,
  BROKER,
  GATEWAY;

  static Mode of(String name) {
    for (var mode : values()) {
      if (mode.property().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "orrery.mode must be all-in-one, broker or gateway, not '" + name + "'");
  }

  /// The name of this mode as the property `orrery.mode` has it.
  String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The configuration classes of this mode.
  String[] parts() {
    return new String[0];
  }
}
