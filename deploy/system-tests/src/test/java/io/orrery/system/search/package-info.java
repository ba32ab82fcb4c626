/// The platform while its Elasticsearch is in trouble.
@NullMarked
package io.orrery.system.search;

import org.jspecify.annotations.NullMarked;
