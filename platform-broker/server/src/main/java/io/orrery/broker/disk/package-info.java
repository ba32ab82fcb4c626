/// How much room the disk under the partitions has left.
@NullMarked
package io.orrery.broker.disk;

import org.jspecify.annotations.NullMarked;
