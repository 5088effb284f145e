package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * Builds the queries that hold the rows of two versions of a metric against each other: as bags on all columns that
 * both have, and in their order where the metric has one. Floating numbers that differ by rounding only are the same.
 *
 * @param original the metric in the one version
 * @param changed the metric in the other
 */
record ComparedOutputs(Model original, Model changed) {

    /** The place of a row in the output of an ordered metric. */
    static final String ROW = "_lakehouse_row";

    private static final int DIGITS = 9;

    boolean ordered() {
        return original.metric().orElseThrow().ordered();
    }

    /**
     * A query for the numbers of the databases on which the outputs differ.
     *
     * @param one a relation with the rows of the original, with {@code _fixture}, and {@link #ROW} where rows are ordered
     * @param other the same of the changed version
     */
    String differing(String one, String other) {
        return differing(one, other, DIGITS);
    }

    /** A query with one BOOLEAN: whether the outputs of one database differ. */
    String differ(String one, String other) {
        String condition = "EXISTS(" + differing(one, other, DIGITS) + ")";
        if (columns().stream().anyMatch(ComparedOutputs::floating)) {
            // Two numbers that are next to each other may be rounded apart, but never at two places at once.
            condition += " AND EXISTS(" + differing(one, other, DIGITS - 1) + ")";
        }
        return "SELECT " + condition;
    }

    private String differing(String one, String other, int digits) {
        return "SELECT DISTINCT _fixture FROM (SELECT _fixture FROM (SELECT _fixture, 1 AS _lakehouse_side"
                + values(true, digits) + " FROM " + one + " UNION ALL SELECT _fixture, -1" + values(false, digits)
                + " FROM " + other + ") GROUP BY " + String.join(", ", groups()) + " HAVING sum(_lakehouse_side) <> 0)";
    }

    private List<ComparedColumn> columns() {
        List<ComparedColumn> columns = new ArrayList<>();
        for (Column column : original.output()) {
            changed.output().stream()
                    .filter(twin -> twin.name().equalsIgnoreCase(column.name()))
                    .findFirst()
                    .ifPresent(twin -> columns.add(new ComparedColumn(column, twin)));
        }
        return columns;
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>(List.of("_fixture"));
        for (int index = 0; index < columns().size(); index++) {
            groups.add("_lakehouse_c" + index);
        }
        if (ordered()) {
            groups.add(ROW);
        }
        return groups;
    }

    private String values(boolean ofOriginal, int digits) {
        StringBuilder values = new StringBuilder();
        List<ComparedColumn> columns = columns();
        for (int index = 0; index < columns.size(); index++) {
            values.append(", ")
                    .append(value(columns.get(index), ofOriginal, digits))
                    .append(" AS _lakehouse_c")
                    .append(index);
        }
        return ordered() ? values.append(", ").append(ROW).toString() : values.toString();
    }

    private static String value(ComparedColumn compared, boolean ofOriginal, int digits) {
        Column column = ofOriginal ? compared.before() : compared.after();
        String name = Sql.name(column.name());
        if (floating(compared)) {
            String number = "CAST(" + name + " AS DOUBLE)";
            return "CASE WHEN isfinite(" + number + ") AND " + number + " <> 0 THEN round(" + number + ", "
                    + (digits - 1) + " - CAST(floor(log10(abs(" + number + "))) AS INTEGER)) ELSE " + number + " END";
        }
        if (compared.sameType() && column.type().equals("JSON")) {
            return "CAST(json(" + name + ") AS VARCHAR)";
        }
        return compared.sameType() || compared.alike() ? name : CanonicalText.of(column, name);
    }

    private static boolean floating(ComparedColumn column) {
        return column.numeric()
                && (ValueConversion.FLOATS.contains(column.before().type())
                        || ValueConversion.FLOATS.contains(column.after().type()));
    }

    /** The key of the original, as its columns. */
    List<Column> key() {
        return original.metric().orElseThrow().key().stream()
                .flatMap(name -> original.output().stream()
                        .filter(column -> column.name().equalsIgnoreCase(name)))
                .toList();
    }
}
