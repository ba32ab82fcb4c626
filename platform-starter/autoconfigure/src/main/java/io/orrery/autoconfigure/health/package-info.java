/** What the actuator says about the platform. */
@NullMarked
package io.orrery.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
