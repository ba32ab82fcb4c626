/// What a partition remembers: tables that everyone may read, and the appliers that alone write.
@NullMarked
package io.orrery.engine.state;

import org.jspecify.annotations.NullMarked;
