package org.lakehousereplay.engine.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lakehousereplay.pipeline.Model;

/**
 * A version of a metric over generated databases, in two forms: one query over many of them, which is many times faster,
 * and views that show one of them, for what the engine cannot do to many at once.
 */
final class WitnessVersion implements AutoCloseable {

    /** The place of a row is known where a query runs on one database only. */
    private static final String PLACED =
            "SELECT {0} AS _fixture, row_number() OVER () AS " + ComparedOutputs.ROW + ", * FROM ";

    private final TimedStatements statements;
    private final WitnessTables tables;
    private final SubsetVersion version;
    private final String schema;
    private final Deque<String> together;

    private WitnessVersion(
            TimedStatements statements,
            WitnessTables tables,
            SubsetVersion version,
            String schema,
            List<String> together) {
        this.statements = statements;
        this.tables = tables;
        this.version = version;
        this.schema = schema;
        this.together = new ArrayDeque<>(together);
    }

    /**
     * Defines a version.
     *
     * @param name a name that no other version has
     * @throws SQLException when it does not bind
     */
    static WitnessVersion define(TimedStatements statements, WitnessTables tables, SubsetVersion version, String name)
            throws SQLException {
        String schema = tables.prefix() + "_" + name;
        boolean ordered = version.metric().metric().orElseThrow().ordered();
        List<String> together = ordered ? List.of() : correlated(statements, tables, version);
        WitnessVersion defined = new WitnessVersion(statements, tables, version, schema, together);
        try {
            defined.createViews();
            return defined;
        } catch (SQLException | RuntimeException failure) {
            defined.close();
            throw failure;
        }
    }

    private void createViews() throws SQLException {
        statements.execute("CREATE SCHEMA " + schema);
        for (SourceAdaptation source : version.sources()) {
            statements.execute("CREATE VIEW " + Sql.name(schema, source.older().name()) + " AS "
                    + source.query(tables.viewSchema()));
        }
        statements.execute("SET search_path = '" + schema + "," + FrozenClock.SCHEMA + "'");
        try {
            for (Model model : version.models()) {
                statements.execute("CREATE VIEW " + Sql.name(schema, model.name()) + " AS " + model.sql());
            }
        } finally {
            DuckDbDatabase.execute(statements.connection(), "SET search_path = '" + FrozenClock.SCHEMA + "'");
        }
    }

    SubsetVersion version() {
        return version;
    }

    /** The output on the database that the session names, as that of a number. */
    String apart(int number) {
        return "(" + PLACED.replace("{0}", Integer.toString(number)) + "memory."
                + Sql.name(schema, version.metric().name()) + ")";
    }

    /**
     * The output on many databases.
     *
     * @param numbers a relation with the column {@code _fixture}
     * @return empty when each must be asked on its own
     */
    Optional<String> together(String numbers) {
        return Optional.ofNullable(together.peek())
                .map(query -> "(SELECT _lakehouse_database._fixture, _lakehouse_rows.* FROM " + numbers
                        + " AS _lakehouse_database, LATERAL (" + query + ") AS _lakehouse_rows)");
    }

    /**
     * What {@link #together} gives cannot be run: not on these databases, or on none.
     *
     * @return whether it gives something else now
     */
    boolean failedTogether(String query) throws SQLException {
        try {
            statements.execute("EXPLAIN " + query);
            return false;
        } catch (SQLException never) {
            TimedStatements.rethrowLimits(never);
            together.remove();
            return !together.isEmpty();
        }
    }

    /** Sources and models as queries of a WITH clause, each source restricted to the database of the row beside it. */
    private static List<String> correlated(TimedStatements statements, WitnessTables tables, SubsetVersion version)
            throws SQLException {
        List<String> sources = new ArrayList<>();
        for (SourceAdaptation source : version.sources()) {
            String rows = source.query(tables.prefix());
            sources.add(Sql.name(source.older().name()) + " AS (" + rows
                    + (source.present().isPresent() ? " WHERE _fixture = _lakehouse_database._fixture" : "") + ")");
        }
        List<String> plain = new ArrayList<>(sources);
        List<String> withoutFullJoins = new ArrayList<>(sources);
        for (Model model : version.models()) {
            Optional<String> tree = engine(statements, "json_serialize_sql(?::VARCHAR)", model.sql());
            Optional<String> text = tree.isEmpty() ? tree : written(statements, tree.get());
            if (text.isEmpty()) {
                return List.of();
            }
            plain.add(Sql.name(model.name()) + " AS (" + text.get() + ")");
            Optional<String> rewritten = withoutFullJoins(statements, tree.get());
            withoutFullJoins.add(Sql.name(model.name()) + " AS (" + rewritten.orElse(text.get()) + ")");
        }
        String end = " SELECT * FROM " + Sql.name(version.metric().name());
        return Stream.of(plain, withoutFullJoins)
                .map(queries -> "WITH " + String.join(", ", queries) + end)
                .distinct()
                .toList();
    }

    private static Optional<String> withoutFullJoins(TimedStatements statements, String tree) throws SQLException {
        Optional<String> pattern = engine(statements, "json_serialize_sql(?::VARCHAR)", FullJoins.PATTERN);
        Optional<String> rewritten = pattern.flatMap(known -> FullJoins.rewritten(tree, known));
        return rewritten.isEmpty() ? rewritten : written(statements, rewritten.get());
    }

    /** The text of a model may end in a comment or a semicolon, which the engine's own spelling does not. */
    private static Optional<String> written(TimedStatements statements, String tree) throws SQLException {
        return engine(statements, "json_deserialize_sql(?::VARCHAR::JSON)", tree);
    }

    private static Optional<String> engine(TimedStatements statements, String call, String argument)
            throws SQLException {
        try (PreparedStatement statement = statements.connection().prepareStatement("SELECT " + call)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1));
            }
        } catch (SQLException unwritable) {
            TimedStatements.rethrowLimits(unwritable);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        DuckDbDatabase.execute(statements.connection(), "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
}
