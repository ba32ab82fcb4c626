/// The life of a request: its way to a partition, its time-out, its answer and its figures.
@NullMarked
package io.orrery.gateway.call;

import org.jspecify.annotations.NullMarked;
