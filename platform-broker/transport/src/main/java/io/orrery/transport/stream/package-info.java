/// The stream between a gateway and a broker in another process: frames, and both of its ends.
@NullMarked
package io.orrery.transport.stream;

import org.jspecify.annotations.NullMarked;
