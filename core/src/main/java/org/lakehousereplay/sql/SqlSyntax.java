package org.lakehousereplay.sql;

import java.util.List;
import java.util.Set;

/**
 * The parts of a text of queries that tell what it reads and calls. For readers of SQL inside this library.
 *
 * <p>Positions are 0-based byte offsets into the text; where the engine does not tell one, it is that of the nearest
 * part around, and -1 when there is none. All lists are in the order of the text.
 *
 * @param statements how many statements there are
 * @param tables the tables read, without those that a WITH clause defines
 * @param functions the functions called, operators included
 * @param columns the columns referred to, names of lambda parameters and aliases included
 * @param stars the places where {@code *} or {@code COLUMNS(...)} stands for columns
 * @param wholeTables whether some clause reads columns without naming them, as NATURAL JOIN, PIVOT and {@code #1} do
 * @param usingColumns the names in the USING clauses of joins
 * @param features what else it uses
 * @param fingerprint a text that two queries share exactly when their trees are equal: comments, white space and the
 *     case of keywords are not in it
 */
public record SqlSyntax(
        int statements,
        List<TableReference> tables,
        List<FunctionCall> functions,
        List<ColumnReference> columns,
        List<Star> stars,
        boolean wholeTables,
        Set<String> usingColumns,
        List<Occurrence> features,
        String fingerprint) {

    public SqlSyntax {
        tables = List.copyOf(tables);
        functions = List.copyOf(functions);
        columns = List.copyOf(columns);
        stars = List.copyOf(stars);
        usingColumns = Set.copyOf(usingColumns);
        features = List.copyOf(features);
    }

    /**
     * A table in a FROM clause.
     *
     * @param qualifiers catalog and schema as far as they are written
     * @param name the name as written
     * @param alias the name by which the query calls it
     * @param renamesColumns whether the alias gives the columns other names
     * @param position where it stands
     */
    public record TableReference(
            List<String> qualifiers, String name, String alias, boolean renamesColumns, long position) {

        public TableReference {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /**
     * A call of a function.
     *
     * @param qualifiers catalog and schema as far as they are written
     * @param name the name as written
     * @param arguments how many arguments it gets
     * @param table whether it stands where a table stands
     * @param position where it stands
     */
    public record FunctionCall(List<String> qualifiers, String name, int arguments, boolean table, long position) {

        public FunctionCall {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /**
     * A reference to a column.
     *
     * @param parts the names between the dots
     * @param position where it stands
     */
    public record ColumnReference(List<String> parts, long position) {

        public ColumnReference {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A star.
     *
     * @param relation the table in front of it; empty when it stands for all
     * @param position where it stands
     */
    public record Star(String relation, long position) {}

    /**
     * A feature and where it is used.
     *
     * @param feature the feature
     * @param position where it stands
     */
    public record Occurrence(Feature feature, long position) {}

    /** Features that a reader may want to refuse. */
    public enum Feature {
        /** {@code DESCRIBE}, {@code SHOW} or {@code SUMMARIZE}. */
        DESCRIBE,
        /** A parameter such as {@code ?} or {@code $name}. */
        PARAMETER,
        /** {@code TABLESAMPLE} or {@code USING SAMPLE}. */
        SAMPLE,
        /** {@code AT (VERSION => ...)}. */
        TIME_TRAVEL,
        /** A query inside of another, or of an expression. */
        SUBQUERY,
        /** A query that changes data, such as an INSERT in a WITH clause. */
        CHANGE
    }
}
