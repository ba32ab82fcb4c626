/// Micro-benchmarks of codec, table and turn.
@NullMarked
package io.orrery.bench;

import org.jspecify.annotations.NullMarked;
