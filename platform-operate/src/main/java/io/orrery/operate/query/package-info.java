/// The questions that can be asked over REST, answered from the read model.
@NullMarked
package io.orrery.operate.query;

import org.jspecify.annotations.NullMarked;
