/// Typed tables in memory layers over RocksDB.
@NullMarked
package io.orrery.store;

import org.jspecify.annotations.NullMarked;
