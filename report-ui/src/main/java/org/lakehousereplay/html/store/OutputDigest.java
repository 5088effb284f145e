package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells by a hash of all rows whether two tables hold the same, in whatever order. */
final class OutputDigest {

    private final ReplayStore store;

    OutputDigest(ReplayStore store) {
        this.store = store;
    }

    boolean differ(List<StoredColumn> actual, String actualTable, List<StoredColumn> other, String otherTable) {
        Map<String, StoredColumn> ofActual = byName(actual);
        Map<String, StoredColumn> ofOther = byName(other);
        if (!ofActual.keySet().equals(ofOther.keySet())) {
            return true;
        }
        List<List<String>> digests = new ArrayList<>();
        for (String query : List.of(digest(ofActual, actualTable), digest(ofOther, otherTable))) {
            store.query(
                    query,
                    row -> digests.add(List.of(row.getString(1), String.valueOf(row.getString(2)), row.getString(3))));
        }
        return !digests.get(0).equals(digests.get(1));
    }

    private static Map<String, StoredColumn> byName(List<StoredColumn> columns) {
        Map<String, StoredColumn> byName = new TreeMap<>();
        columns.forEach(column -> byName.put(column.name().toLowerCase(Locale.ROOT), column));
        return byName;
    }

    /** Texts, since the same value of another type must have the same hash; a sum, since pairs cancel in an XOR. */
    private static String digest(Map<String, StoredColumn> columns, String table) {
        List<String> values = new ArrayList<>(List.of("_fixture"));
        columns.values().forEach(column -> values.add(value(column)));
        return "SELECT count(*), bit_xor(h), coalesce(sum(CAST(h AS HUGEINT)), 0) FROM (SELECT hash("
                + String.join(", ", values) + ") AS h FROM " + table + ")";
    }

    private static String value(StoredColumn column) {
        String name = Quoted.name(column.name());
        if (column.type().equals("DOUBLE") || column.type().equals("FLOAT")) {
            // 0 + x: minus zero is zero.
            return "format('{:.9e}', 0 + CAST(" + name + " AS DOUBLE))";
        }
        return column.text(name);
    }
}
