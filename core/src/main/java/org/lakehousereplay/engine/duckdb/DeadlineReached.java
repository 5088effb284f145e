package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;

/** A statement that was cancelled, or never begun, because the deadline was reached. */
final class DeadlineReached extends SQLException {

    private static final long serialVersionUID = 1L;

    DeadlineReached(SQLException cancelled) {
        super("the deadline was reached", cancelled);
    }
}
