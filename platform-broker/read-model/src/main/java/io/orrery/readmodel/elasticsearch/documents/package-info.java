/// The read model in Elasticsearch: a document for each document, in an index for each kind.
@NullMarked
package io.orrery.readmodel.elasticsearch.documents;

import org.jspecify.annotations.NullMarked;
