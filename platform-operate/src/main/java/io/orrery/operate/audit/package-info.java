/// Who did what, and whether it worked.
@NullMarked
package io.orrery.operate.audit;

import org.jspecify.annotations.NullMarked;
