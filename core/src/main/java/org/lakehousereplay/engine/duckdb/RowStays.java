package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;

/**
 * Holds while a version still produces a row exactly as it did with all rows of the input.
 *
 * @param version the number of the version in the replay
 * @param key the key of the row
 */
record RowStays(int version, RowKey key) implements SubsetPredicate {

    @Override
    public String query(SubsetReplay replay) throws SQLException {
        SubsetVersion subject = replay.versions().get(version);
        String held = replay.table("_lakehouse_held");
        List<String> wanted = new ArrayList<>(List.of("true"));
        for (Cell cell : key.cells()) {
            Column column = subject.column(cell.column()).orElseThrow();
            wanted.add(CanonicalText.of(column, Sql.name(column.name())) + " IS NOT DISTINCT FROM "
                    + cell.value().map(Sql::text).orElse("NULL"));
        }
        replay.store(held, "SELECT * FROM " + replay.output(version) + " WHERE " + String.join(" AND ", wanted));

        List<String> same = new ArrayList<>(List.of("count(*) = 1"));
        for (Column column : subject.metric().output()) {
            same.add("bool_and(NOT " + CellChange.differsByMoreThanRounding(column, column) + ")");
        }
        return "SELECT " + String.join(" AND ", same) + " FROM (SELECT * FROM " + replay.output(version) + " WHERE "
                + KeyFilter.of(replay, held, subject.key()) + ") a, " + held + " b";
    }
}
