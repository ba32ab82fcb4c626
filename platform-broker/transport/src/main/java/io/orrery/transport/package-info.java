/// How gateways and brokers talk: the port that a gateway sees, and the stream that carries it.
@NullMarked
package io.orrery.transport;

import org.jspecify.annotations.NullMarked;
