/** The public gRPC contract of the platform, generated from our own interface description. */
@NullMarked
package io.orrery.gateway.protocol;

import org.jspecify.annotations.NullMarked;
