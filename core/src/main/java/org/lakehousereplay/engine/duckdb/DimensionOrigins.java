package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.sql.lineage.ColumnOrigin;
import org.lakehousereplay.sql.lineage.QueryLineage;

/** Finds the columns of sources that output columns are computed from. Nothing is opened before the first question. */
final class DimensionOrigins implements AutoCloseable {

    private final PipelineLineage lineage = new PipelineLineage();
    private final Map<Model, Optional<QueryLineage>> known = new HashMap<>();

    /**
     * The columns of sources that an output column is computed from: by what the SQL says, else the columns of the same
     * name in the sources that the model is computed from.
     */
    synchronized Set<SourceColumn> of(Pipeline pipeline, Model model, String column) {
        // Where another engine runs scripts, nobody here can read their SQL.
        Optional<Set<SourceColumn>> read = pipeline.inProcess() ? traced(pipeline, model, column) : Optional.empty();
        return read.orElseGet(() -> ofTheSameName(pipeline, model, column));
    }

    private Optional<Set<SourceColumn>> traced(Pipeline pipeline, Model model, String column) {
        Optional<QueryLineage> lineageOfModel = known.computeIfAbsent(model, any -> lineage.of(pipeline, model));
        if (lineageOfModel.isEmpty()) {
            return Optional.empty();
        }
        List<ColumnOrigin> from = lineageOfModel.get().columns().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column))
                .findFirst()
                .map(found -> found.from())
                .orElse(List.of());
        Set<SourceColumn> origins = new LinkedHashSet<>();
        for (ColumnOrigin origin : from) {
            Optional<Source> source = pipeline.source(origin.table());
            if (source.isPresent()) {
                origins.add(new SourceColumn(source.get().name(), origin.column()));
                continue;
            }
            Optional<Set<SourceColumn>> deeper = pipeline.models().stream()
                    .filter(upstream -> upstream.name().equalsIgnoreCase(origin.table()))
                    .findFirst()
                    .flatMap(upstream -> traced(pipeline, upstream, origin.column()));
            if (deeper.isEmpty()) {
                return Optional.empty();
            }
            origins.addAll(deeper.get());
        }
        return Optional.of(origins);
    }

    private static Set<SourceColumn> ofTheSameName(Pipeline pipeline, Model model, String column) {
        List<SourceColumn> columns = new ArrayList<>();
        for (Source source : LawPlan.sources(pipeline, model)) {
            source.column(column).ifPresent(found -> columns.add(new SourceColumn(source.name(), found.name())));
        }
        return new LinkedHashSet<>(columns);
    }

    @Override
    public void close() {
        lineage.close();
    }
}
