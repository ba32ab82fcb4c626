package io.orrery.engine.testing;

/// Sees what a partition committed, when its test is over. Found as a service: a module that makes
/// something of these records checks with it that it can do so for all that the engine's tests do.
public interface Witness {

  void see(TestPartition partition);
}
