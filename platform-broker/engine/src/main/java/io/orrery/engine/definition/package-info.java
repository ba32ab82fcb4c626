/// The definitions as the engine runs them: parsed once and kept.
@NullMarked
package io.orrery.engine.definition;

import org.jspecify.annotations.NullMarked;
