/// What engine tests are made of: models, a driven engine, what it recorded.
@NullMarked
package io.orrery.engine.testing;

import org.jspecify.annotations.NullMarked;
