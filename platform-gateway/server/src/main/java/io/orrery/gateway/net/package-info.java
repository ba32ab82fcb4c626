/// The public listener: its connections, its threads and its limits.
@NullMarked
package io.orrery.gateway.net;

import org.jspecify.annotations.NullMarked;
