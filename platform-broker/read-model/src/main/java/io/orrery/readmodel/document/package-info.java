/// The documents of the read model, one per entity; their components are the fields that can be
/// filtered, sorted and shown, by the names of Camunda's REST API.
@NullMarked
package io.orrery.readmodel.document;

import org.jspecify.annotations.NullMarked;
