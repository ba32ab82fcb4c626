/// The engine of one partition: decides commands, turn by turn, and applies what was decided.
@NullMarked
package io.orrery.engine;

import org.jspecify.annotations.NullMarked;
