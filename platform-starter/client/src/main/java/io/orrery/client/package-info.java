/** The plain Java client of the platform. */
@NullMarked
package io.orrery.client;

import org.jspecify.annotations.NullMarked;
