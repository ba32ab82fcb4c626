/// Reads the arguments of exporters.
@NullMarked
package io.orrery.readmodel.settings;

import org.jspecify.annotations.NullMarked;
