/// Triggers of events: what makes an element instance complete, or an event at its boundary happen.
@NullMarked
package io.orrery.engine.event;

import org.jspecify.annotations.NullMarked;
