package io.orrery.operate.audit;

/// Takes down who did what, and whether it worked.
public interface Audit {

  /// Notes that something worked.
  void succeeded(String actor, String operation, String entity, long key);

  /// Notes that something did not work, and why.
  void failed(String actor, String operation, String entity, long key, String reason);
}
