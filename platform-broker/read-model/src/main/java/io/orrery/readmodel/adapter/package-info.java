/// What every adapter does in the same way, wherever it keeps the documents.
@NullMarked
package io.orrery.readmodel.adapter;

import org.jspecify.annotations.NullMarked;
