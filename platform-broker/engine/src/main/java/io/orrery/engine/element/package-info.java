/// Elements: what entering, leaving and interrupting each kind of element means.
@NullMarked
package io.orrery.engine.element;

import org.jspecify.annotations.NullMarked;
