package org.lakehousereplay.mutation;

import java.util.List;
import java.util.Optional;

/**
 * The smallest input that was found on which a metric and a mutant of it differ. Public API: read by renderers.
 *
 * @param metric the metric that shows it
 * @param inputs the rows of each source that has any
 * @param original the metric's rows of the SQL as it is
 * @param changed the metric's rows of the mutant
 */
public record SuggestedFixture(String metric, List<Rows> inputs, Rows original, Rows changed) {

    public SuggestedFixture {
        inputs = List.copyOf(inputs);
    }

    /**
     * Rows of a table.
     *
     * @param table the source or metric
     * @param columns the names of the columns
     * @param rows the rows, values in canonical text; empty for NULL
     */
    public record Rows(String table, List<String> columns, List<List<Optional<String>>> rows) {

        public Rows {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
