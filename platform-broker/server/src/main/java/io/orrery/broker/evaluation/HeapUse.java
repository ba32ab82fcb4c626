package io.orrery.broker.evaluation;

/// How full the heap is, rubbish included.
///
/// @param used in bytes
/// @param most in bytes
public record HeapUse(long used, long most) {

  private static final double NEARLY_FULL = 0.85;

  /// That of this process, now.
  public static HeapUse now() {
    var runtime = Runtime.getRuntime();
    return new HeapUse(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
  }

  boolean isNearlyFull() {
    return used > NEARLY_FULL * most;
  }
}
