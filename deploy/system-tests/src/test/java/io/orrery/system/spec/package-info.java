/// Runs specifications and models that others wrote, as black boxes through the published client.
@NullMarked
package io.orrery.system.spec;

import org.jspecify.annotations.NullMarked;
