/** Annotated methods as job workers. */
@NullMarked
package io.orrery.autoconfigure.worker;

import org.jspecify.annotations.NullMarked;
