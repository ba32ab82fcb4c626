/// The read model in a relational database: H2 within the process, or PostgreSQL.
@NullMarked
package io.orrery.readmodel.sql;

import org.jspecify.annotations.NullMarked;
