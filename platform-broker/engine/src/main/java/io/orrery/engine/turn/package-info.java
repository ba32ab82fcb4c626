/// One command's transaction: what it decided, and what is to be done when that is durable.
@NullMarked
package io.orrery.engine.turn;

import org.jspecify.annotations.NullMarked;
