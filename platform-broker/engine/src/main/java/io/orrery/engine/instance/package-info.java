/// Process instances as a whole: creation, cancellation, results.
@NullMarked
package io.orrery.engine.instance;

import org.jspecify.annotations.NullMarked;
