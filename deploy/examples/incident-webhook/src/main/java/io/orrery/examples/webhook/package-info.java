/// An exporter that tells of incidents.
@NullMarked
package io.orrery.examples.webhook;

import org.jspecify.annotations.NullMarked;
