/// The runtime of one partition: the loop around the engine, its log, its state and its callers.
@NullMarked
package io.orrery.broker.partition;

import org.jspecify.annotations.NullMarked;
