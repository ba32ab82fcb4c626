/// Raw records in Elasticsearch, in the public layout: an index for each kind of record and day.
@NullMarked
package io.orrery.readmodel.elasticsearch.records;

import org.jspecify.annotations.NullMarked;
