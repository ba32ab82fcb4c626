/// The executable process: immutable elements that point to each other by index.
@NullMarked
package io.orrery.bpmn.model;

import org.jspecify.annotations.NullMarked;
