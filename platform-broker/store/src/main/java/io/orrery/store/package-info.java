/// Typed tables of immutable values in memory layers over RocksDB, written by one thread.
@NullMarked
package io.orrery.store;

import org.jspecify.annotations.NullMarked;
