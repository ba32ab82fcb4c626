/// What is said to, inside and by a partition: commands, events, rejections, responses, keys.
@NullMarked
package io.orrery.protocol;

import org.jspecify.annotations.NullMarked;
