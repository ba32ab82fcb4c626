@NullMarked
package io.orrery.exporter.api;

import org.jspecify.annotations.NullMarked;
