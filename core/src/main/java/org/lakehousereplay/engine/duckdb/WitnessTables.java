package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Source;

/**
 * Tables that hold many generated databases beside each other, told apart by a number, as those of fixtures are. A view
 * of each shows the rows of the database that the session names.
 */
final class WitnessTables {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** How many rows one statement brings at most. */
    private static final int ROWS_AT_ONCE = 2_000;

    private final String prefix = "lakehouse_witness" + NUMBERS.incrementAndGet();
    private final List<Source> sources;
    private int loaded;

    /** @param sources the sources, each behind those that it refers to */
    WitnessTables(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    List<Source> sources() {
        return sources;
    }

    String prefix() {
        return prefix;
    }

    /** The schema of the views that show one database. */
    String viewSchema() {
        return prefix + "_view";
    }

    /** The table of a source with all databases. */
    String table(String source) {
        return "memory." + Sql.name(prefix, source);
    }

    /** The table of outputs that have been computed. */
    String outputTable(int batch) {
        return "memory." + Sql.name(prefix, "_lakehouse_output_" + batch);
    }

    void create(TimedStatements statements) throws SQLException {
        statements.execute("CREATE SCHEMA " + prefix);
        statements.execute("CREATE SCHEMA " + viewSchema());
        for (Source source : sources) {
            String columns = source.columns().stream()
                    .map(column -> ", " + Sql.name(column.name()) + " " + column.type())
                    .collect(Collectors.joining());
            statements.execute("CREATE TABLE " + table(source.name()) + " (_fixture INTEGER" + columns + ")");
            statements.execute("CREATE VIEW " + Sql.name(viewSchema(), source.name()) + " AS SELECT "
                    + Sql.names(source.columns().stream().map(Column::name).toList()) + " FROM "
                    + table(source.name()) + " WHERE _fixture = getvariable('" + prefix + "')");
        }
    }

    /** Makes the views of a session show a database. */
    void select(TimedStatements statements, int number) throws SQLException {
        DuckDbDatabase.execute(statements.connection(), "SET VARIABLE " + prefix + " = " + number);
    }

    /**
     * Loads databases.
     *
     * @return the number of each; empty for those that no input could be, because they break a constraint
     */
    List<Optional<Integer>> load(TimedStatements statements, List<GeneratedDatabase> databases) throws SQLException {
        int first = loaded;
        loaded += databases.size();
        for (int index = 0; index < sources.size(); index++) {
            insert(statements, index, first, databases);
        }
        Set<Integer> unfit = new TreeSet<>();
        for (Source source : sources) {
            String added = "(SELECT * FROM " + table(source.name()) + " WHERE _fixture >= " + first + ")";
            unfit.addAll(new ConstraintCheck(statements.connection(), source).violatingFixtures(added));
            for (ForeignKey key : source.foreignKeys()) {
                unfit.addAll(new ForeignKeyCheck(statements.connection(), source, key)
                        .violatingFixtures(added, table(key.source())));
            }
        }
        List<Optional<Integer>> numbers = new ArrayList<>();
        for (int number = first; number < loaded; number++) {
            numbers.add(unfit.contains(number) ? Optional.empty() : Optional.of(number));
        }
        return numbers;
    }

    private void insert(TimedStatements statements, int index, int first, List<GeneratedDatabase> databases)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        for (int database = 0; database < databases.size(); database++) {
            for (List<Optional<String>> row : databases.get(database).tables().get(index)) {
                StringBuilder values = new StringBuilder("(").append(first + database);
                row.forEach(
                        value -> values.append(", ").append(value.map(Sql::text).orElse("NULL")));
                rows.add(values.append(')').toString());
            }
        }
        Source source = sources.get(index);
        StringBuilder select = new StringBuilder("SELECT _lakehouse_0");
        StringBuilder names = new StringBuilder("_lakehouse_0");
        for (int column = 0; column < source.columns().size(); column++) {
            String name = "_lakehouse_" + (column + 1);
            names.append(", ").append(name);
            select.append(", CAST(CAST(" + name + " AS VARCHAR) AS ")
                    .append(source.columns().get(column).type())
                    .append(')');
        }
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            String values = String.join(", ", rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
            statements.execute("INSERT INTO " + table(source.name()) + " " + select + " FROM (VALUES " + values
                    + ") AS _lakehouse_values(" + names + ")");
        }
    }

    void drop(TimedStatements statements) throws SQLException {
        DuckDbDatabase.execute(statements.connection(), "DROP SCHEMA IF EXISTS " + viewSchema() + " CASCADE");
        DuckDbDatabase.execute(statements.connection(), "DROP SCHEMA IF EXISTS " + prefix + " CASCADE");
    }
}
