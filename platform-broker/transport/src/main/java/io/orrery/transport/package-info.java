/// The port through which a gateway reaches a broker, in the same process or over one stream.
@NullMarked
package io.orrery.transport;

import org.jspecify.annotations.NullMarked;
