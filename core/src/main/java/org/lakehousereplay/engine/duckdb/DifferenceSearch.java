package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Model;

/** Finds the generated databases on which a changed version of a metric differs from what the original made of them. */
final class DifferenceSearch {

    private final TimedStatements statements;
    private final WitnessTables tables;
    private final WitnessVersion version;
    private final String outputs;
    private final ComparedOutputs comparison;

    /**
     * @param outputs the table with the outputs of the original
     * @param original the original
     */
    DifferenceSearch(
            TimedStatements statements, WitnessTables tables, WitnessVersion version, String outputs, Model original) {
        this.statements = statements;
        this.tables = tables;
        this.version = version;
        this.outputs = outputs;
        this.comparison = new ComparedOutputs(original, version.version().metric());
    }

    /** A relation with numbers in the column {@code _fixture}. */
    static String numbers(List<Integer> numbers) {
        return "(SELECT unnest([" + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "]) AS _fixture)";
    }

    /**
     * Tries many databases at once.
     *
     * @param candidates the databases, in order of preference
     * @return those that differ, in the same order; empty when each has to be tried on its own
     */
    Optional<List<Integer>> together(List<Integer> candidates) throws SQLException {
        if (candidates.isEmpty()) {
            return Optional.of(List.of());
        }
        Optional<String> rows = version.together(numbers(candidates));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String originals =
                "(SELECT * FROM " + outputs + " WHERE _fixture IN (SELECT _fixture FROM " + numbers(candidates) + "))";
        String query = comparison.differing(originals, rows.get());
        try {
            List<Integer> differing = statements.query(query, result -> {
                List<Integer> found = new ArrayList<>();
                while (result.next()) {
                    found.add(result.getInt(1));
                }
                return found;
            });
            return Optional.of(candidates.stream().filter(differing::contains).toList());
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            return version.failedTogether(query) ? together(candidates) : Optional.empty();
        }
    }

    /** Whether a database differs; to fail where the original does not is a difference. */
    boolean apart(int number) throws SQLException {
        tables.select(statements, number);
        String originals = "(SELECT * FROM " + outputs + " WHERE _fixture = " + number + ")";
        try {
            return statements.query(comparison.differ(originals, version.apart(number)), row -> {
                row.next();
                return row.getBoolean(1);
            });
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            return true;
        }
    }
}
