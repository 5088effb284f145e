package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.pipeline.Column;

/**
 * Holds while a version still produces a row exactly as it did with all rows of the input.
 *
 * @param version the number of the version in the replay
 * @param key the key of the row
 */
record RowStays(int version, KeyLiteral key) implements SubsetPredicate {

    @Override
    public String query(SubsetReplay replay) throws SQLException {
        String held = replay.table("_lakehouse_held");
        String row = "SELECT * FROM " + replay.output(version) + " WHERE " + key.ofLater();
        replay.store(held, row);
        List<String> same = new ArrayList<>(List.of("count(*) = 1"));
        for (Column column : replay.versions().get(version).metric().output()) {
            same.add("bool_and(NOT " + CellChange.differs(new ComparedColumn(column, column)) + ")");
        }
        return "SELECT " + String.join(" AND ", same) + " FROM (" + row + ") a, " + held + " b";
    }
}
