/// Timers: how they are made, become due and are taken back.
@NullMarked
package io.orrery.engine.timer;

import org.jspecify.annotations.NullMarked;
