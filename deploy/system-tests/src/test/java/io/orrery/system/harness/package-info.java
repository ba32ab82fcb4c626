/// What the tests with real processes stand on: processes, clients, models, and what a log says.
@NullMarked
package io.orrery.system.harness;

import org.jspecify.annotations.NullMarked;
