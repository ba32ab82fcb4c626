/// The log in memory, on one thread and by seed, for tests of everything above it.
@NullMarked
package io.orrery.log.simulated;

import org.jspecify.annotations.NullMarked;
