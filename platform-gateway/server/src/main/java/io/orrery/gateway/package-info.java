/// The gateway: the public gRPC and REST interfaces, and the way from a request to its partition.
@NullMarked
package io.orrery.gateway;

import org.jspecify.annotations.NullMarked;
