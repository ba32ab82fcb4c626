package io.orrery.broker.partition;

import io.orrery.broker.admission.Admission;
import io.orrery.log.PartitionLog;
import java.util.function.LongSupplier;

/// The parts of one partition that its loop works with.
///
/// @param number the partition
/// @param clock the time in milliseconds since the epoch
record Parts(
    int number,
    PartitionLog log,
    LiveState state,
    Admission admission,
    Inbox inbox,
    Streams streams,
    Handover handover,
    Flights flights,
    StrandedJobs stranded,
    EffectRunner effects,
    LayerKeeper keeper,
    PartitionMeters meters,
    LongSupplier clock) {}
