/// The broker: partitions, their threads and their life on one machine.
@NullMarked
package io.orrery.broker;

import org.jspecify.annotations.NullMarked;
