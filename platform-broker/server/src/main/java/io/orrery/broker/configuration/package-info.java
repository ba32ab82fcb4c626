/// The broker as a part of a Spring application: properties, life cycle, health, metrics,
/// endpoints.
@NullMarked
package io.orrery.broker.configuration;

import org.jspecify.annotations.NullMarked;
