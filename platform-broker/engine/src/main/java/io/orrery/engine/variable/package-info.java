/// Variables: how they are read, mapped and written.
@NullMarked
package io.orrery.engine.variable;

import org.jspecify.annotations.NullMarked;
