/** The job stream with credits, generated from our own interface description. */
@NullMarked
package io.orrery.gateway.jobs;

import org.jspecify.annotations.NullMarked;
