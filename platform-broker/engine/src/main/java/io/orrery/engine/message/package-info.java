/// Messages: publishing, the subscriptions on both sides, correlation.
@NullMarked
package io.orrery.engine.message;

import org.jspecify.annotations.NullMarked;
