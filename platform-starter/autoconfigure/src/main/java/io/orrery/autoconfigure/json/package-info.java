/** The application's own JSON settings, used for variables too. */
@NullMarked
package io.orrery.autoconfigure.json;

import org.jspecify.annotations.NullMarked;
