/// The replicated log of a partition: the seam that the partition runtime is written against.
@NullMarked
package io.orrery.log;

import org.jspecify.annotations.NullMarked;
