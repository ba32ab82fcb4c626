/// How the read model is asked: filters, order, pages.
@NullMarked
package io.orrery.readmodel.query;

import org.jspecify.annotations.NullMarked;
