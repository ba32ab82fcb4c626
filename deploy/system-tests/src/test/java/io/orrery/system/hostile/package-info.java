/// What clients can do wrong, by mistake or on purpose, and what becomes of the platform then.
@NullMarked
package io.orrery.system.hostile;

import org.jspecify.annotations.NullMarked;
