package org.lakehousereplay.mutation;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The smallest input that was found on which a metric and a mutant of it differ. Public API: read by renderers.
 *
 * @param metric the metric that shows it
 * @param inputs the rows of each source that has any
 * @param original the metric's rows of the SQL as it is
 * @param changed the metric's rows of the mutant; none when it fails on this input
 * @param failure the engine's words for why the mutant fails on this input; empty when it does not
 * @param clock the time that the metric sees; empty when it does not ask for it
 * @param timeZone the time zone in which the rows are read, if it is not that of the pipeline
 */
public record SuggestedFixture(
        String metric,
        List<Rows> inputs,
        Rows original,
        Rows changed,
        Optional<String> failure,
        Optional<OffsetDateTime> clock,
        Optional<ZoneId> timeZone) {

    public SuggestedFixture {
        inputs = List.copyOf(inputs);
    }

    /** Rows that are seen in the time zone of the pipeline, without a clock. */
    public SuggestedFixture(String metric, List<Rows> inputs, Rows original, Rows changed) {
        this(metric, inputs, original, changed, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How many rows the sources have together. */
    public int rows() {
        return inputs.stream().mapToInt(input -> input.rows().size()).sum();
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
