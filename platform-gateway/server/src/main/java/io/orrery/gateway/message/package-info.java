/// What the public interface says, as commands, and what partitions answer, as public messages.
@NullMarked
package io.orrery.gateway.message;

import org.jspecify.annotations.NullMarked;
