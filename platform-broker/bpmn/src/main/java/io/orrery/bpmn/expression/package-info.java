/// The one door to expressions: static values, FEEL, and the schedules of timers.
@NullMarked
package io.orrery.bpmn.expression;

import org.jspecify.annotations.NullMarked;
