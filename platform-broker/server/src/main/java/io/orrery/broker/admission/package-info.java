/// What a partition takes on, and what it refuses with which reason.
@NullMarked
package io.orrery.broker.admission;

import org.jspecify.annotations.NullMarked;
