/// Operate: what users see of the platform and do to it, over REST and in the console.
@NullMarked
package io.orrery.operate;

import org.jspecify.annotations.NullMarked;
