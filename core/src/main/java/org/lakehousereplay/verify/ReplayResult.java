package org.lakehousereplay.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;

/**
 * What a replay brought. Public API: read by front ends.
 *
 * @param fixture how it went: inputs with their rows, and the verdict of each metric; nothing is asserted, a repeated key
 *     or a misaligned window is told all the same
 * @param timelessSources the names of the sources that declare no event time, so that any range takes all their rows
 * @param tables the rows of each metric that has an output
 */
public record ReplayResult(FixtureResult fixture, Set<String> timelessSources, List<Table> tables) {

    public ReplayResult {
        timelessSources = Set.copyOf(timelessSources);
        tables = List.copyOf(tables);
    }

    /** What is wrong with the input, or kept a metric from being computed. */
    public List<Problem> problems() {
        return Stream.concat(
                        fixture.problems().stream(),
                        fixture.metrics().stream().flatMap(metric -> metric.problems().stream()))
                .toList();
    }

    /**
     * The rows of a metric.
     *
     * @param metric its name
     * @param description what it measures; may be empty
     * @param columns the names of the columns
     * @param rows the values in canonical text, empty for NULL, in the order of the key
     */
    public record Table(String metric, String description, List<String> columns, List<List<Optional<String>>> rows) {

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
