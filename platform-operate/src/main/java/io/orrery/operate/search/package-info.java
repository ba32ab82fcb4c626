/// Search requests as they come in: read strictly, turned into queries, answered as JSON.
@NullMarked
package io.orrery.operate.search;

import org.jspecify.annotations.NullMarked;
