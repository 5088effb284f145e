package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;

/** What must go on being true while rows are removed: a query whose only value tells it. */
interface SubsetPredicate {

    /** A query over the outputs of the replay with one row and one BOOLEAN. */
    String query(SubsetReplay replay) throws SQLException;
}
