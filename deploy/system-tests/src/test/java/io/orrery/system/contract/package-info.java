/// What the published Java client may rely on, whichever way the platform is put together.
@NullMarked
package io.orrery.system.contract;

import org.jspecify.annotations.NullMarked;
