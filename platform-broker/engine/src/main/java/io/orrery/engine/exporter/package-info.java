/// What a partition notes about its exporters.
@NullMarked
package io.orrery.engine.exporter;

import org.jspecify.annotations.NullMarked;
