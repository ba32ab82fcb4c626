/// Tells who listens that the read model has moved.
@NullMarked
package io.orrery.operate.events;

import org.jspecify.annotations.NullMarked;
