/// What everything that works with Elasticsearch shares: how it is reached, and what its exporter
/// hands records to.
@NullMarked
package io.orrery.readmodel.elasticsearch;

import org.jspecify.annotations.NullMarked;
