/// The engine: decides what a command causes, and applies what was decided.
@NullMarked
package io.orrery.engine;

import org.jspecify.annotations.NullMarked;
