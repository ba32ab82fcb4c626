/// From BPMN XML to an executable process: reading, checking, and the mappings of variables.
@NullMarked
package io.orrery.bpmn;

import org.jspecify.annotations.NullMarked;
