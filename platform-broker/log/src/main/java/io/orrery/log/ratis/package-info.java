/// The log on Apache Ratis: one Raft group per partition, one server per broker.
@NullMarked
package io.orrery.log.ratis;

import org.jspecify.annotations.NullMarked;
