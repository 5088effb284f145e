package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.reduce.Block;

/**
 * Replays versions of a metric on subsets of the rows of a fixture. The models of each version are views in a schema of
 * its own, chained over copies of the input rows, so that one query computes as much of a metric as it asks for.
 *
 * <p>The session of its connection belongs to it until it is closed: it runs in the fixture's time zone, sees the rows
 * of the fixture and has its frozen clock, and is given back as it was.
 */
final class SubsetReplay implements AutoCloseable {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final TimedStatements statements;
    private final String prefix = "lakehouse_subset" + NUMBERS.incrementAndGet();
    private final List<SubsetVersion> versions;
    private final WorkingRows rows;
    private final String searchPath;
    private List<Integer> used = List.of();

    private SubsetReplay(
            TimedStatements statements,
            String tableSchema,
            List<Source> sources,
            List<SubsetVersion> versions,
            String searchPath) {
        this.statements = statements;
        this.versions = List.copyOf(versions);
        this.rows = new WorkingRows(
                statements, tableSchema, prefix + "_rows", prefix, sources, column -> isRead(versions, column));
        this.searchPath = searchPath;
        useAll();
    }

    /**
     * Copies the rows that the versions need and defines their models.
     *
     * @param statements run on a connection that sees the fixture, until the deadline
     * @param tableSchema the schema in which the candidate's sources are found by their names
     * @param sources all sources of the candidate, each behind those that it refers to
     * @param versions the versions
     */
    static SubsetReplay open(
            TimedStatements statements, String tableSchema, List<Source> sources, List<SubsetVersion> versions)
            throws SQLException {
        String searchPath = statements.query("SELECT current_setting('search_path')", result -> {
            result.next();
            return result.getString(1);
        });
        SubsetReplay replay =
                new SubsetReplay(statements, tableSchema, needed(sources, versions), versions, searchPath);
        try {
            statements.execute("CREATE SCHEMA " + replay.prefix + "_rows");
            replay.rows.restore();
            replay.showPresentRows();
            for (int version = 0; version < versions.size(); version++) {
                replay.define(version);
            }
            statements.execute("SET search_path = '" + FrozenClock.SCHEMA + "'");
            return replay;
        } catch (SQLException | RuntimeException failure) {
            replay.close();
            throw failure;
        }
    }

    /** Older versions name the columns of the candidate by the same names. */
    static boolean isRead(List<SubsetVersion> versions, SourceColumn column) {
        return versions.stream()
                .flatMap(version -> version.models().stream())
                .flatMap(model -> model.inputColumns().stream())
                .anyMatch(input -> input.source().equalsIgnoreCase(column.source())
                        && input.column().equalsIgnoreCase(column.column()));
    }

    /** The sources that models read, and those whose rows theirs refer to. */
    static List<Source> needed(List<Source> sources, List<SubsetVersion> versions) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        versions.forEach(version -> version.candidateSources().forEach(source -> names.add(source.name())));
        for (int index = sources.size() - 1; index >= 0; index--) {
            Source source = sources.get(index);
            if (names.contains(source.name())) {
                source.foreignKeys().stream().map(ForeignKey::source).forEach(names::add);
            }
        }
        return sources.stream().filter(source -> names.contains(source.name())).toList();
    }

    private void showPresentRows() throws SQLException {
        statements.execute("CREATE SCHEMA " + presentSchema());
        for (int source = 0; source < rows.count(); source++) {
            statements.execute("CREATE VIEW "
                    + Sql.name(presentSchema(), rows.source(source).name()) + " AS " + rows.present(source));
        }
    }

    private String presentSchema() {
        return prefix + "_present";
    }

    private void define(int number) throws SQLException {
        SubsetVersion version = versions.get(number);
        String tables = schema(number);
        statements.execute("CREATE SCHEMA " + tables);
        for (SourceAdaptation source : version.sources()) {
            if (version.delivery().isPresent()) {
                deliver(number, source.older(), version.delivery().get());
            } else {
                statements.execute("CREATE VIEW "
                        + Sql.name(tables, source.older().name()) + " AS " + source.query(presentSchema()));
            }
        }
        statements.execute("SET search_path = '" + tables + "," + FrozenClock.SCHEMA + "'");
        for (Model model : version.models()) {
            boolean shared = version.shared().contains(model);
            // The text of a model may end in a comment or a semicolon, so nothing can stand behind it.
            statements.execute("CREATE VIEW " + (shared ? query(number, model.name()) : Sql.name(tables, model.name()))
                    + " AS " + model.sql());
            if (shared) {
                createTable(number, model.name(), model.output());
            }
        }
    }

    /** The rows of a source as they come in, in a table, because a view has no order. */
    private void deliver(int version, Source source, Delivery delivery) throws SQLException {
        String rows = "memory." + Sql.name(presentSchema(), source.name());
        statements.execute(
                "CREATE VIEW " + query(version, source.name()) + " AS " + delivery.query(source, rows, List.of()));
        createTable(version, source.name(), source.columns());
    }

    private void createTable(int version, String name, List<Column> columns) throws SQLException {
        String declared = columns.stream()
                .map(column -> Sql.name(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        statements.execute("CREATE TABLE " + Sql.name(schema(version), name) + " (" + declared + ")");
    }

    /**
     * The view of a model or source whose rows are computed once and kept in a table. It stands in the schema of that table,
     * because a view finds what stands in its own schema, whatever the session's search path is later.
     */
    private String query(int version, String table) {
        return Sql.name(schema(version), "_lakehouse_query_of_" + table);
    }

    /**
     * Adds another query over what a model of a version reads, as the model itself has it.
     *
     * @param name a name that no other added query has
     * @return the relation to query, after {@link #refresh}
     * @throws SQLException when it cannot be bound
     */
    String add(int version, String name, String query) throws SQLException {
        String relation = Sql.name(schema(version), "_lakehouse_added_" + name);
        statements.execute("SET search_path = '" + schema(version) + "," + FrozenClock.SCHEMA + "'");
        try {
            statements.execute("CREATE VIEW " + relation + " AS " + query);
        } finally {
            DuckDbDatabase.execute(statements.connection(), "SET search_path = '" + FrozenClock.SCHEMA + "'");
        }
        return "memory." + relation;
    }

    /** The output of a model of a version on the rows that are present: a relation to query, after {@link #refresh}. */
    String output(int version, Model model) {
        return "memory." + Sql.name(schema(version), model.name());
    }

    private String schema(int version) {
        return prefix + "_v" + version;
    }

    List<SubsetVersion> versions() {
        return versions;
    }

    WorkingRows rows() {
        return rows;
    }

    TimedStatements statements() {
        return statements;
    }

    /** The output of a version's metric on the rows that are present: a relation to query, after {@link #refresh}. */
    String output(int version) {
        return output(version, versions.get(version).metric());
    }

    /** The name of a table that goes when the replay is closed. */
    String table(String name) {
        return "memory." + Sql.name(prefix + "_rows", name);
    }

    /** Fills a table of the replay with the rows of a query over the outputs on all rows that are left. */
    void store(String table, String query) throws SQLException {
        rows.cutNothing();
        refresh();
        statements.execute("CREATE OR REPLACE TABLE " + table + " AS " + query);
    }

    /** Names the versions whose outputs are asked for from now on, so that no other one is computed. */
    void use(List<Integer> numbers) {
        used = List.copyOf(numbers);
    }

    /** Makes the outputs of all versions ready to be asked for. */
    void useAll() {
        used = IntStream.range(0, versions.size()).boxed().toList();
    }

    /**
     * Lets the rows come in that come in another way, and computes the models that several others read; the rest is
     * computed by the query that asks for it.
     */
    void refresh() throws SQLException {
        for (int number : used) {
            SubsetVersion version = versions.get(number);
            if (version.delivery().isPresent()) {
                for (SourceAdaptation source : version.sources()) {
                    compute(number, source.older().name());
                }
            }
            for (Model model : version.shared()) {
                compute(number, model.name());
            }
        }
    }

    private void compute(int version, String table) throws SQLException {
        statements.execute("CREATE OR REPLACE TABLE " + Sql.name(schema(version), table) + " AS SELECT * FROM "
                + query(version, table));
    }

    /** Asks something of the outputs without a block of rows. */
    <T> T without(Block block, String query, TimedStatements.Reading<T> reading) throws SQLException {
        rows.cut(block);
        refresh();
        return statements.query(query, reading);
    }

    /** Asks something of the outputs with all rows that are left. */
    <T> T present(String query, TimedStatements.Reading<T> reading) throws SQLException {
        rows.cutNothing();
        refresh();
        return statements.query(query, reading);
    }

    /** Asks something of the outputs without groups of rows, and has everything as it was afterwards. */
    <T> T withoutForAWhile(Set<RowGroup> groups, String query, TimedStatements.Reading<T> reading) throws SQLException {
        Connection connection = statements.connection();
        DuckDbDatabase.execute(connection, "BEGIN TRANSACTION");
        try {
            rows.cutNothing();
            for (RowGroup group : groups) {
                rows.delete(group.source(), group.condition());
            }
            refresh();
            return statements.query(query, reading);
        } finally {
            DuckDbDatabase.execute(connection, "ROLLBACK");
        }
    }

    @Override
    public void close() throws SQLException {
        Connection connection = statements.connection();
        List<String> schemas = new ArrayList<>();
        for (int version = 0; version < versions.size(); version++) {
            schemas.add(schema(version));
        }
        schemas.add(presentSchema());
        schemas.add(prefix + "_rows");
        for (String schema : schemas) {
            DuckDbDatabase.execute(connection, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        DuckDbDatabase.execute(connection, "RESET VARIABLE " + prefix);
        DuckDbDatabase.execute(connection, "SET search_path = " + Sql.text(searchPath));
    }
}
