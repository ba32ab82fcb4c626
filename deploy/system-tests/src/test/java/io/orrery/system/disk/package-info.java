/// What happens when there is no room left.
@NullMarked
package io.orrery.system.disk;

import org.jspecify.annotations.NullMarked;
