/// What every adapter knows of the documents, whatever keeps them: kinds and their fields, what a
/// question may say, orders and cursors.
@NullMarked
package io.orrery.readmodel.schema;

import org.jspecify.annotations.NullMarked;
