/// Gives the committed records of a partition to exporters: each has a thread and a cursor of its
/// own, so that a slow one delays neither the engine nor another.
@NullMarked
package io.orrery.broker.exporter;

import org.jspecify.annotations.NullMarked;
