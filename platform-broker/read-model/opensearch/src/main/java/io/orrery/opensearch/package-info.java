/// A real OpenSearch as a process of its own, for tests.
@NullMarked
package io.orrery.opensearch;

import org.jspecify.annotations.NullMarked;
