/// What users do to instances, through the gateway, each with an audit entry.
@NullMarked
package io.orrery.operate.command;

import org.jspecify.annotations.NullMarked;
