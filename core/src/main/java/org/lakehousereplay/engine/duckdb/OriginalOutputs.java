package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.pipeline.Column;

/** Computes what a metric makes of generated databases and keeps it. */
final class OriginalOutputs {

    /** So few databases are asked one by one where one of them makes the query fail. */
    private static final int ALONE = 4;

    private final TimedStatements statements;
    private final WitnessTables tables;
    private final WitnessVersion version;
    private final ZoneId zone;

    OriginalOutputs(TimedStatements statements, WitnessTables tables, WitnessVersion version, ZoneId zone) {
        this.statements = statements;
        this.tables = tables;
        this.version = version;
        this.zone = zone;
    }

    /**
     * Computes and keeps the outputs.
     *
     * @param numbers the databases
     * @param round the round that they are of
     * @return the databases that are of no use, because the metric fails on them or would be red whatever is expected
     */
    Set<Integer> store(List<Integer> numbers, int round) throws SQLException {
        String table = tables.outputTable(round);
        StringBuilder columns = new StringBuilder("_fixture INTEGER, " + ComparedOutputs.ROW + " BIGINT");
        for (Column column : version.version().metric().output()) {
            columns.append(", ").append(Sql.name(column.name())).append(' ').append(column.type());
        }
        statements.execute("CREATE TABLE " + table + " (" + columns + ")");
        Set<Integer> useless = new TreeSet<>();
        if (numbers.isEmpty()) {
            return useless;
        }
        if (!storeTogether(table, numbers)) {
            useless.addAll(storeApart(table, numbers));
        }
        useless.addAll(unsound(table));
        return useless;
    }

    /** Asks halves, and halves of these, as long as that is possible, so that few databases are asked on their own. */
    private Set<Integer> storeApart(String table, List<Integer> numbers) throws SQLException {
        Set<Integer> useless = new TreeSet<>();
        if (numbers.size() > ALONE && version.together("").isPresent()) {
            int middle = numbers.size() / 2;
            for (List<Integer> half : List.of(numbers.subList(0, middle), numbers.subList(middle, numbers.size()))) {
                if (!storeTogether(table, half)) {
                    useless.addAll(storeApart(table, half));
                }
            }
            return useless;
        }
        for (int number : numbers) {
            tables.select(statements, number);
            try {
                statements.execute("INSERT INTO " + table + " BY NAME SELECT * FROM " + version.apart(number));
            } catch (SQLException failed) {
                TimedStatements.rethrowLimits(failed);
                useless.add(number);
            }
        }
        return useless;
    }

    private boolean storeTogether(String table, List<Integer> numbers) throws SQLException {
        Optional<String> rows = version.together(DifferenceSearch.numbers(numbers));
        if (rows.isEmpty()) {
            return false;
        }
        String insert = "INSERT INTO " + table + " BY NAME SELECT * FROM " + rows.get();
        try {
            statements.execute(insert);
            return true;
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            return version.failedTogether(insert) && storeTogether(table, numbers);
        }
    }

    private Set<Integer> unsound(String table) throws SQLException {
        try {
            return statements.query(
                    new SoundOutput(version.version().metric(), zone).unsound(table), OriginalOutputs::numbers);
        } catch (SQLException failed) {
            // A check that cannot be computed on some output is red there; the reduction looks at each on its own.
            TimedStatements.rethrowLimits(failed);
            return Set.of();
        }
    }

    private static Set<Integer> numbers(ResultSet rows) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        while (rows.next()) {
            numbers.add(rows.getInt(1));
        }
        return new TreeSet<>(numbers);
    }
}
