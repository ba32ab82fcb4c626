package io.orrery.engine.state;

/// The kinds of things that become due. The code is part of stored keys.
public enum Due {
  TIMER(1),
  JOB_TIMEOUT(2),
  JOB_BACK_OFF(3),
  MESSAGE(4),
  REMEMBERED(5);

  private final int code;

  Due(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Due of(int code) {
    for (var each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new IllegalStateException("no kind of due thing has code " + code);
  }
}
