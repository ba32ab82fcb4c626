/// Incidents: how they are raised and resolved.
@NullMarked
package io.orrery.engine.incident;

import org.jspecify.annotations.NullMarked;
