/// How contents and values are written as bytes: one codec, derived from the records' components.
@NullMarked
package io.orrery.protocol.codec;

import org.jspecify.annotations.NullMarked;
