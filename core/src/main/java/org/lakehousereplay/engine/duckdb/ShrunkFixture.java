package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/**
 * What is left of a fixture that was made smaller. For the entry points of the library.
 *
 * @param inputs the rows that are left, by source; a source without rows is left out
 * @param outputColumns columns of the metric's output
 * @param outputs the rows that the metric makes of them, in canonical text: those of the older version where the metric
 *     still differs from one, else the candidate's own; in the order of the key
 * @param rowsBefore how many rows the fixture had in the sources that take part
 * @param minimal whether each row that is left is needed; not known when the time was spent before
 * @param trials how many replays it took
 */
public record ShrunkFixture(
        List<Input> inputs,
        List<Column> outputColumns,
        List<List<Optional<String>>> outputs,
        long rowsBefore,
        boolean minimal,
        long trials) {

    public ShrunkFixture {
        inputs = List.copyOf(inputs);
        outputColumns = List.copyOf(outputColumns);
        outputs = outputs.stream().map(List::copyOf).toList();
    }

    /** How many rows are left. */
    public long rows() {
        return inputs.stream().mapToLong(input -> input.rows().size()).sum();
    }

    /**
     * The rows of a source that are left.
     *
     * @param source the declared name of the source
     * @param columns the columns that an input needs to have, and those that hold something
     * @param rows the values in canonical text, in the order of the whole input
     */
    public record Input(String source, List<Column> columns, List<List<Optional<String>>> rows) {
        public Input {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
