/// Deployments: checking resources, versions, bringing them to every partition.
@NullMarked
package io.orrery.engine.deployment;

import org.jspecify.annotations.NullMarked;
