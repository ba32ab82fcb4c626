/** Counts and times of jobs, by Micrometer. */
@NullMarked
package io.orrery.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
