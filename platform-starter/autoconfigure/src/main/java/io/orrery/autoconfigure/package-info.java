/** Job workers and the client as Spring Boot auto-configuration. */
@NullMarked
package io.orrery.autoconfigure;

import org.jspecify.annotations.NullMarked;
