/// The REST interface, as far as it is there: what tools ask first.
@NullMarked
package io.orrery.gateway.rest;

import org.jspecify.annotations.NullMarked;
