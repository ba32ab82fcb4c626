/// What must hold for the platform as a whole: its architecture, its tidiness, and real processes.
@NullMarked
package io.orrery.systemtests;

import org.jspecify.annotations.NullMarked;
