/// Fills a read model, or a running platform, with much, so that it can be seen how it looks then.
@NullMarked
package io.orrery.bench;

import org.jspecify.annotations.NullMarked;
