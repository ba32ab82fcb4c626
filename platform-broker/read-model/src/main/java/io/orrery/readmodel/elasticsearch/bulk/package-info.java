/// Writes documents in bulk: in order, again after what passes, past what does not.
@NullMarked
package io.orrery.readmodel.elasticsearch.bulk;

import org.jspecify.annotations.NullMarked;
