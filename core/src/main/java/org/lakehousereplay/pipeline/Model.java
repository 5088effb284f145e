package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One SQL file that makes one table.
 *
 * @param name the file stem; the name by which later models read it
 * @param layer the sub-folder below the pipeline directory, such as {@code dwd}; empty at the top
 * @param file the SQL file
 * @param sql the text of the file, unchanged
 * @param reads the sources and models that it reads, by their declared names
 * @param inputColumns the columns of sources that it reads, a safe over-estimate
 * @param output the columns of its output, in order
 * @param usesClock whether it asks for the current time or date
 * @param metric its declaration as a metric, if it has one
 * @param fingerprint a text that two models share exactly when the engine reads the same query in both, whatever their
 *     comments and layout
 */
public record Model(
        String name,
        String layer,
        Path file,
        String sql,
        Set<String> reads,
        Set<SourceColumn> inputColumns,
        List<Column> output,
        boolean usesClock,
        Optional<Metric> metric,
        String fingerprint) {

    public Model {
        reads = Set.copyOf(reads);
        inputColumns = Set.copyOf(inputColumns);
        output = List.copyOf(output);
    }

    /** The same model with another declaration. */
    public Model withMetric(Optional<Metric> declaration) {
        return new Model(name, layer, file, sql, reads, inputColumns, output, usesClock, declaration, fingerprint);
    }

    /** Whether its output is asserted. */
    public boolean isMetric() {
        return metric.isPresent();
    }
}
