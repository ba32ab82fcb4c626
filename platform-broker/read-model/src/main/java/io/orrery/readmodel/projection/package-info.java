/// What records mean for the documents, whatever keeps them: a record in, changes out.
@NullMarked
package io.orrery.readmodel.projection;

import org.jspecify.annotations.NullMarked;
