/// The public record stream: what the records of our log say in the schema that exporters know.
@NullMarked
package io.orrery.broker.records;

import org.jspecify.annotations.NullMarked;
