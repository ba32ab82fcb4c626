/// Hands out the files of the console, if they are on the class path.
@NullMarked
package io.orrery.operate.console;

import org.jspecify.annotations.NullMarked;
