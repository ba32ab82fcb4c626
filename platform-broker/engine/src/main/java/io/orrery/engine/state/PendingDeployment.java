package io.orrery.engine.state;

import java.util.List;

/// A deployment that not every partition has.
///
/// @param partitions the ones that lack it
/// @param definitions its definitions
public record PendingDeployment(List<Integer> partitions, List<Long> definitions) {}
