/// What all answers have in common: problems, freshness, bounds.
@NullMarked
package io.orrery.operate.web;

import org.jspecify.annotations.NullMarked;
