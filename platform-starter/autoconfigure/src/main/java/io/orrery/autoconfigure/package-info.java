/** Auto-configuration of the client; every bean backs off from yours. */
@NullMarked
package io.orrery.autoconfigure;

import org.jspecify.annotations.NullMarked;
