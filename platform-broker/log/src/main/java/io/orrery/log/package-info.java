/// The replicated log of a partition.
@NullMarked
package io.orrery.log;

import org.jspecify.annotations.NullMarked;
