/// Jobs: how they are made, handed out, completed and given up.
@NullMarked
package io.orrery.engine.job;

import org.jspecify.annotations.NullMarked;
