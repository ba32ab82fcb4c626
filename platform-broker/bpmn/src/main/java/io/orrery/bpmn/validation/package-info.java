/// What is wrong with a process, as its author reads it, and the rules on whole scopes.
@NullMarked
package io.orrery.bpmn.validation;

import org.jspecify.annotations.NullMarked;
