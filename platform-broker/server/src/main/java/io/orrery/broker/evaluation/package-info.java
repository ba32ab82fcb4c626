/// Watches over expressions, so that no model can hold up a partition or fill the memory.
@NullMarked
package io.orrery.broker.evaluation;

import org.jspecify.annotations.NullMarked;
