/// The same operation on many instances, one after the other, with a result for each.
@NullMarked
package io.orrery.operate.batch;

import org.jspecify.annotations.NullMarked;
