/// The exporter that writes files of JSON lines.
@NullMarked
package io.orrery.broker.exporter.file;

import org.jspecify.annotations.NullMarked;
