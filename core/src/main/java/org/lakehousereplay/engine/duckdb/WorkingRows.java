package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.reduce.Survivors;

/**
 * Copies of the rows of a fixture's sources, of which blocks can be left out on trial or for good. Each row has a label
 * by which blocks are cut and its place in the input; tables stay in the order of the input whatever the labels are.
 *
 * <p>Which block is left out is told by a variable of the session, so that trying another one changes no table and no
 * view. Rows that refer to a row that is left out, by a foreign key, are left out with it.
 */
final class WorkingRows {

    /** Where a row stands in the input of its source, from 0. */
    static final String PLACE = "_lakehouse_place";

    static final String LABEL = "_lakehouse_label";

    /** Rows that are deleted are skipped so fast that less than a few vectors of them do not matter. */
    private static final long WORTH_COMPACTING = 8_192;

    private final TimedStatements statements;
    private final String inputSchema;
    private final String schema;
    private final String variable;
    private final List<Table> tables = new ArrayList<>();

    /** The rows of one source. */
    private static final class Table {
        final Source source;
        final String name;
        final List<Column> arrangements;
        final List<RowReferences.Path> ancestors;
        Survivors labels;
        long stored;

        Table(Source source, String name, List<Column> arrangements, List<RowReferences.Path> ancestors) {
            this.source = source;
            this.name = name;
            this.arrangements = arrangements;
            this.ancestors = ancestors;
            this.labels = new Survivors(0);
        }
    }

    /**
     * @param statements runs what is needed
     * @param inputSchema the schema in which tables or views of the same names have the rows of the fixture
     * @param schema the schema of the copies
     * @param variable the variable of the session that is free for it
     * @param sources the sources, each behind those that it refers to
     * @param read whether models read a column
     */
    WorkingRows(
            TimedStatements statements,
            String inputSchema,
            String schema,
            String variable,
            List<Source> sources,
            Predicate<SourceColumn> read) {
        this.statements = statements;
        this.inputSchema = inputSchema;
        this.schema = schema;
        this.variable = variable;
        RowReferences references = new RowReferences(sources);
        for (int index = 0; index < sources.size(); index++) {
            Source source = sources.get(index);
            tables.add(new Table(
                    source,
                    "memory." + Sql.name(schema, source.name()),
                    Arrangements.of(source, read),
                    references.ancestors(index)));
        }
    }

    /** Copies all rows once more, however many were removed. */
    void restore() throws SQLException {
        cutNothing();
        for (Table table : tables) {
            String number = "row_number() OVER () - 1";
            statements.execute("CREATE OR REPLACE TABLE " + table.name + " AS SELECT " + number + " AS " + LABEL + ", "
                    + number
                    + " AS " + PLACE + ", "
                    + Sql.names(
                            table.source.columns().stream().map(Column::name).toList())
                    + RowReferences.placeholders(table.ancestors) + " FROM memory."
                    + Sql.name(inputSchema, table.source.name()));
            labelled(table);
        }
        refer(0);
    }

    private void labelled(Table table) throws SQLException {
        table.stored = statements.number("SELECT count(*) FROM " + table.name);
        table.labels = new Survivors(table.stored);
    }

    /** Looks up the rows that are referred to, in tables from one on: those before it know theirs. */
    private void refer(int from) throws SQLException {
        for (int index = from; index < tables.size(); index++) {
            Table table = tables.get(index);
            for (String statement : RowReferences.statements(schema, table.source, table.name, table.ancestors)) {
                statements.execute(statement);
            }
        }
    }

    int count() {
        return tables.size();
    }

    Source source(int index) {
        return tables.get(index).source;
    }

    long size(int index) {
        return tables.get(index).labels.size();
    }

    /** The table of a source, with the columns {@link #PLACE} and {@link #LABEL} besides its own. */
    String table(int index) {
        return tables.get(index).name;
    }

    int indexOf(String source) {
        for (int index = 0; index < tables.size(); index++) {
            if (tables.get(index).source.name().equalsIgnoreCase(source)) {
                return index;
            }
        }
        throw new IllegalArgumentException("there are no rows of " + source);
    }

    /** A query for the rows of a source that are left, without the block that is cut. */
    String present(int index) {
        Table table = tables.get(index);
        List<String> conditions = new ArrayList<>(List.of(isCut(index, LABEL)));
        for (RowReferences.Path path : table.ancestors) {
            conditions.add(path.isCut(this::isCut));
        }
        StringBuilder query = new StringBuilder("SELECT * FROM ").append(table.name);
        for (int condition = 0; condition < conditions.size(); condition++) {
            query.append(condition == 0 ? " WHERE " : " AND ")
                    .append(conditions.get(condition))
                    .append(" IS NOT TRUE");
        }
        return query.toString();
    }

    /** The condition that a label of a source is one of the block that is cut. */
    private String isCut(int index, String label) {
        String cut = "getvariable('" + variable + "')";
        return "(" + cut + "[1] = " + index + " AND " + label + " >= " + cut + "[2] AND " + label + " < " + cut
                + "[3])";
    }

    /** Leaves a block out until another one is. */
    void cut(Block block) throws SQLException {
        Stretch labels = stretch(block);
        setCut(block.group(), labels.from(), labels.to());
    }

    void cutNothing() throws SQLException {
        setCut(-1, 0, 0);
    }

    private void setCut(int index, long from, long to) throws SQLException {
        DuckDbDatabase.execute(
                statements.connection(),
                "SET VARIABLE " + variable + " = CAST([" + index + ", " + from + ", " + to + "] AS BIGINT[])");
    }

    /** The labels of a block, with those between them of rows that are gone. */
    Stretch stretch(Block block) {
        return new Stretch(block.group(), label(block, block.from()), label(block, block.to() - 1) + 1);
    }

    private long label(Block block, long rank) {
        return tables.get(block.group()).labels.number(rank);
    }

    /** Removes a block and all that refers to it. Not cut short by the deadline, which would leave half of it. */
    void remove(Block block) throws SQLException {
        Stretch labels = stretch(block);
        cut(block);
        for (int index = 0; index < tables.size(); index++) {
            Table table = tables.get(index);
            for (RowReferences.Path path : table.ancestors) {
                if (path.ancestor() == block.group()) {
                    delete(table, path.isCut(this::isCut));
                }
            }
        }
        Table table = tables.get(block.group());
        DuckDbDatabase.execute(
                statements.connection(), "DELETE FROM " + table.name + " WHERE " + isCut(block.group(), LABEL));
        table.labels.removeFrom(labels.from(), labels.to());
        cutNothing();
        for (Table shrunk : tables) {
            compact(shrunk);
        }
    }

    private void delete(Table table, String condition) throws SQLException {
        try (var statement = statements.connection().createStatement();
                var rows = statement.executeQuery(
                        "DELETE FROM " + table.name + " WHERE " + condition + " RETURNING " + LABEL)) {
            while (rows.next()) {
                table.labels.remove(rows.getLong(1));
            }
        }
    }

    /**
     * Deletes rows of a source by a condition on their labels, and all that refers to them. Only to be rolled back, since
     * nobody keeps account of them.
     */
    void delete(int index, String condition) throws SQLException {
        String labels = "(SELECT " + LABEL + " FROM " + tables.get(index).name + " WHERE " + condition + ")";
        for (Table table : tables) {
            for (RowReferences.Path path : table.ancestors) {
                if (path.ancestor() == index) {
                    statements.execute("DELETE FROM " + table.name + " WHERE " + path.isAmong(labels));
                }
            }
        }
        statements.execute("DELETE FROM " + tables.get(index).name + " WHERE " + condition);
    }

    private void compact(Table table) throws SQLException {
        long left = table.labels.size();
        if (table.stored - left >= Math.max(left / 2, WORTH_COMPACTING)) {
            replace(table, "SELECT * FROM " + table.name);
            table.stored = left;
        }
    }

    private void replace(Table table, String query) throws SQLException {
        DuckDbDatabase.execute(statements.connection(), "CREATE OR REPLACE TABLE " + table.name + " AS " + query);
    }

    /** In how many ways the rows of a source can be labelled. */
    int arrangements(int index) {
        return orders(index).size();
    }

    /**
     * Labels the rows of a source anew: 0 is the order of the input, and where others refer to rows of the source, 1 has
     * those behind all others that nobody refers to any more. The rest are the orders of columns.
     */
    void arrange(int index, int arrangement) throws SQLException {
        arrange(index, orders(index).get(arrangement));
    }

    /** Labels the rows of a source anew, in an order of their columns. */
    void arrange(int index, String order) throws SQLException {
        Table table = tables.get(index);
        // As a whole or not at all, so that the deadline may cut it short.
        statements.execute(
                "CREATE OR REPLACE TABLE " + table.name + " AS SELECT * REPLACE (row_number() OVER (ORDER BY " + order
                        + ") - 1 AS " + LABEL + ") FROM " + table.name + " ORDER BY " + PLACE);
        labelled(table);
        refer(index);
    }

    private List<String> orders(int index) {
        List<String> orders = new ArrayList<>(List.of(PLACE));
        List<String> referring = referring(index);
        if (!referring.isEmpty()) {
            orders.add("(" + String.join(" OR ", referring) + ") DESC, " + PLACE);
        }
        for (Column column : tables.get(index).arrangements) {
            orders.add(Sql.name(column.name()) + " NULLS FIRST, " + PLACE);
        }
        return orders;
    }

    /** Whether rows go with those of a source that they refer to. */
    boolean isReferredTo(int index) {
        return tables.stream().flatMap(table -> table.ancestors.stream()).anyMatch(path -> path.ancestor() == index);
    }

    /** Conditions that a row of another source depends on the one at hand. */
    private List<String> referring(int index) {
        List<String> conditions = new ArrayList<>();
        for (int other = index + 1; other < tables.size(); other++) {
            for (RowReferences.Path path : tables.get(other).ancestors) {
                if (path.ancestor() == index && !path.many()) {
                    conditions.add(LABEL + " IN (SELECT " + path.column() + " FROM " + tables.get(other).name
                            + " WHERE " + path.column() + " IS NOT NULL)");
                }
            }
        }
        return conditions;
    }
}
