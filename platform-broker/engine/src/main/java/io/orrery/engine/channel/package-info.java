/// The ordered channel between partitions, and answers that are remembered.
@NullMarked
package io.orrery.engine.channel;

import org.jspecify.annotations.NullMarked;
