/// BPMN XML, read safely, with the extension elements that Zeebe's modelers write.
@NullMarked
package io.orrery.bpmn.xml;

import org.jspecify.annotations.NullMarked;
