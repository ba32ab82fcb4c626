/// Why something waits, in one sentence with evidence.
@NullMarked
package io.orrery.operate.explain;

import org.jspecify.annotations.NullMarked;
