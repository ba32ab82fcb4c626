/// The broker: its partitions, put together in one process.
@NullMarked
package io.orrery.broker;

import org.jspecify.annotations.NullMarked;
