package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/**
 * What tells the rows of one output from those of another without looking at each.
 *
 * @param count how many there are
 * @param types the types of their columns; empty when there is no row
 * @param rows a sum over the rows, whatever their order; empty when there is none
 * @param sequence a sum over the rows and their places; empty when there is none, or when the order does not count
 */
record OutputFingerprint(long count, Optional<String> types, Optional<String> rows, Optional<String> sequence) {

    /**
     * Takes the fingerprint of a relation.
     *
     * @param columns the columns that count
     * @param placed whether the order of the rows counts as well
     */
    static OutputFingerprint of(TimedStatements statements, String relation, List<Column> columns, boolean placed)
            throws SQLException {
        String names = Sql.names(columns.stream().map(Column::name).toList());
        String place = "_lakehouse_place";
        String facts = "count(*), any_value(typeof(row(" + names + "))), sum(hash(" + names + "))";
        String query = placed
                ? "SELECT " + facts + ", sum(hash(" + names + ", " + place + ")) FROM (SELECT " + names
                        + ", row_number() OVER () AS " + place + " FROM " + relation + ")"
                : "SELECT " + facts + ", NULL FROM " + relation;
        return statements.query(query, row -> {
            row.next();
            return new OutputFingerprint(
                    row.getLong(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    Optional.ofNullable(row.getString(4)));
        });
    }

    /** Whether only the types may be what makes the two differ. */
    boolean otherTypes(OutputFingerprint other) {
        return count == other.count && !types.equals(other.types);
    }
}
