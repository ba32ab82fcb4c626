/// Jobs for workers that ask for them: one partition after the other, and waiting when there are
/// none.
@NullMarked
package io.orrery.gateway.polling;

import org.jspecify.annotations.NullMarked;
