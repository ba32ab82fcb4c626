/// What was acknowledged survives the sudden end of the process, and nothing is done twice.
@NullMarked
package io.orrery.system.kill;

import org.jspecify.annotations.NullMarked;
