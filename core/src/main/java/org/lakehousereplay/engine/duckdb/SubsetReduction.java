package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.lakehousereplay.reduce.Block;

/** Rows that can be left out while a predicate holds. */
final class SubsetReduction extends SubsetParts {

    private final String predicate;

    SubsetReduction(SubsetReplay replay, SubsetPredicate predicate) throws SQLException {
        super(replay);
        this.predicate = predicate.query(replay);
    }

    /** Whether the predicate holds with all rows that are left. */
    boolean holds() throws SQLException {
        return replay().present(predicate, SubsetReduction::truth);
    }

    @Override
    boolean holdsWithout(Block block) throws SQLException {
        return replay().without(block, predicate, SubsetReduction::truth);
    }

    private static boolean truth(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean(1);
    }
}
