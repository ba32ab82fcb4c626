/// What an exporter of one's own implements, and what it is given: the records of a partition in
/// the order of its log, each at least once.
@NullMarked
package io.orrery.exporter.api;

import org.jspecify.annotations.NullMarked;
