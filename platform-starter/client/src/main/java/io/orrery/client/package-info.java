/** The plain Java client: commands as futures, and workers that jobs are handed to. */
@NullMarked
package io.orrery.client;

import org.jspecify.annotations.NullMarked;
