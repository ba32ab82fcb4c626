/// An order that is checked, paid and shipped by job workers.
@NullMarked
package io.orrery.examples.order;

import org.jspecify.annotations.NullMarked;
