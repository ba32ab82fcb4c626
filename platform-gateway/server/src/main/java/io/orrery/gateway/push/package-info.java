/// Jobs for workers that have them pushed: from all partitions into one call.
@NullMarked
package io.orrery.gateway.push;

import org.jspecify.annotations.NullMarked;
