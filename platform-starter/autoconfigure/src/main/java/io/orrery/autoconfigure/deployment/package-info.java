/** Models that are deployed when the application starts. */
@NullMarked
package io.orrery.autoconfigure.deployment;

import org.jspecify.annotations.NullMarked;
