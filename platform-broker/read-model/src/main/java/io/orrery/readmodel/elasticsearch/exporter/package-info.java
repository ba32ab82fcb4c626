/// The exporter that fills Elasticsearch: the read model, raw records, or both.
@NullMarked
package io.orrery.readmodel.elasticsearch.exporter;

import org.jspecify.annotations.NullMarked;
