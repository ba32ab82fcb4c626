package io.orrery.broker.partition;

import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.broker.disk.DiskSpace;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What all partitions of a broker share.
///
/// @param writer writes layers and snapshots, one after the other
/// @param disk the free space of the volume
/// @param clock the time in milliseconds since the epoch
/// @param guards for each partition, what ends expressions that take too long
public record PartitionHost(
    Surroundings surroundings,
    Executor writer,
    Supplier<DiskSpace> disk,
    LongSupplier clock,
    IntFunction<EvaluationGuard> guards) {}
