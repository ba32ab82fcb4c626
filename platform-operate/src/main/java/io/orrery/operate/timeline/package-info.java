/// What happened in an instance record by record, and how it was after any of them.
@NullMarked
package io.orrery.operate.timeline;

import org.jspecify.annotations.NullMarked;
