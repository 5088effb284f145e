package org.lakehousereplay.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.lineage.QueryLineage;

/**
 * A model as it was written. Public API: read by renderers.
 *
 * @param name its name
 * @param layer the sub-folder, such as {@code dwd}; empty at the top
 * @param file the SQL file
 * @param sql the text of the file
 * @param reads the sources and models that it reads, by name in ascending order
 * @param columns the columns of its output, in order
 * @param metric its declaration as a metric, if it has one
 * @param lineage where its output comes from; empty when that cannot be told for sure
 */
public record ModelDefinition(
        String name,
        String layer,
        Path file,
        String sql,
        List<String> reads,
        List<ColumnDefinition> columns,
        Optional<MetricDefinition> metric,
        Optional<LineageDefinition> lineage) {

    public ModelDefinition {
        reads = List.copyOf(reads);
        columns = List.copyOf(columns);
    }

    /** The definition of a model that is sound. */
    public static ModelDefinition of(Model model, Optional<QueryLineage> lineage) {
        return new ModelDefinition(
                model.name(),
                model.layer(),
                model.file(),
                model.sql(),
                model.reads().stream().sorted().toList(),
                ColumnDefinition.of(model.output()),
                model.metric().map(MetricDefinition::of),
                lineage.map(LineageDefinition::of));
    }
}
