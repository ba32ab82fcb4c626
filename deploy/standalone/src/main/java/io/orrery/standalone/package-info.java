/// The whole platform as one application: broker and gateway, together or apart.
@NullMarked
package io.orrery.standalone;

import org.jspecify.annotations.NullMarked;
