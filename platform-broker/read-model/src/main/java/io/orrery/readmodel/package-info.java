/// What Operate reads: what there is and was, kept apart from the engine and filled by an exporter.
@NullMarked
package io.orrery.readmodel;

import org.jspecify.annotations.NullMarked;
