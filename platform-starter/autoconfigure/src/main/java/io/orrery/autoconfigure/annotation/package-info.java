/** The annotations that users write, and the search for them. */
@NullMarked
package io.orrery.autoconfigure.annotation;

import org.jspecify.annotations.NullMarked;
