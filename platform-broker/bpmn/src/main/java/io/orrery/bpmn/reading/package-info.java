/// Reads BPMN XML into executable processes and notes every problem on the way.
@NullMarked
package io.orrery.bpmn.reading;

import org.jspecify.annotations.NullMarked;
