package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;

/** Asks for the values of some columns in one row of two versions. */
final class CellProbe {

    private static final int BEFORE = 0;
    private static final int AFTER = 1;

    private final List<String> columns;
    private final String query;

    /**
     * @param replay the versions
     * @param before the number of the earlier version
     * @param after the number of the later one
     * @param key the key of the row
     * @param columns the columns, by name
     */
    CellProbe(SubsetReplay replay, int before, int after, KeyLiteral key, List<String> columns) {
        this.columns = List.copyOf(columns);
        this.query =
                row(BEFORE, replay, before, key.ofEarlier()) + " UNION ALL " + row(AFTER, replay, after, key.ofLater());
    }

    private String row(int side, SubsetReplay replay, int version, String condition) {
        SubsetVersion subject = replay.versions().get(version);
        String values = columns.stream()
                .map(name -> subject.column(name).map(CellProbe::text).orElse("CAST(NULL AS VARCHAR)"))
                .map(value -> ", " + value)
                .collect(Collectors.joining());
        return "SELECT " + side + values + " FROM " + replay.output(version) + " WHERE " + condition;
    }

    private static String text(Column column) {
        return CanonicalText.of(column, Sql.name(column.name()));
    }

    String query() {
        return query;
    }

    /** Reads the result of the query; a key that is repeated has no values. */
    CellValues read(ResultSet rows) throws SQLException {
        List<List<Optional<String>>> sides =
                new ArrayList<>(Collections.nCopies(2, Collections.nCopies(columns.size(), Optional.empty())));
        boolean[] seen = new boolean[2];
        while (rows.next()) {
            int side = rows.getInt(1);
            if (seen[side]) {
                throw new SQLException("the key is repeated");
            }
            seen[side] = true;
            List<Optional<String>> values = new ArrayList<>();
            for (int index = 0; index < columns.size(); index++) {
                values.add(Optional.ofNullable(rows.getString(index + 2)));
            }
            sides.set(side, values);
        }
        return new CellValues(sides.get(BEFORE), sides.get(AFTER));
    }
}
