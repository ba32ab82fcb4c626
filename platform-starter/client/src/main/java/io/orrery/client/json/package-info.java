/** The door to JSON, so that the library behind it can be another one. */
@NullMarked
package io.orrery.client.json;

import org.jspecify.annotations.NullMarked;
