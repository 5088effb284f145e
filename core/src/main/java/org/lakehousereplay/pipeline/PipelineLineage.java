package org.lakehousereplay.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.lineage.LineageReader;
import org.lakehousereplay.sql.lineage.LineageReader.ReadableTable;
import org.lakehousereplay.sql.lineage.QueryLineage;

/**
 * Tells where the columns of models come from: which columns of the sources and models that they read. For readers of
 * pipelines inside this library; used by one thread. Nothing is opened before the first question.
 */
public final class PipelineLineage implements AutoCloseable {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(10);

    private final IdentityHashMap<Pipeline, Optional<LineageReader>> readers = new IdentityHashMap<>();
    private Optional<ScratchDatabase> open = Optional.empty();

    /**
     * Where the output of a model comes from.
     *
     * @param pipeline the pipeline that it is in
     * @param model the model
     * @return empty when that cannot be told for sure
     */
    public Optional<QueryLineage> of(Pipeline pipeline, Model model) {
        if (!pipeline.inProcess()) {
            return Optional.empty();
        }
        if (!readers.containsKey(pipeline)) {
            readers.put(pipeline, reader(pipeline));
        }
        return readers.get(pipeline)
                .flatMap(reader -> reader.read(
                        model.sql(), model.output().stream().map(Column::name).toList()));
    }

    private Optional<LineageReader> reader(Pipeline pipeline) {
        if (open.isEmpty()) {
            open = Optional.of(ScratchDatabase.open(STATEMENT_LIMIT));
        }
        List<ReadableTable> tables = new ArrayList<>();
        pipeline.sources().forEach(source -> tables.add(table(source.name(), source.columns())));
        pipeline.models().forEach(model -> tables.add(table(model.name(), model.output())));
        try {
            return Optional.of(LineageReader.of(open.get(), "_lakehouse_lineage_" + readers.size(), tables));
        } catch (SqlFailure impossible) {
            return Optional.empty();
        }
    }

    private static ReadableTable table(String name, List<Column> columns) {
        return new ReadableTable(
                name,
                columns.stream()
                        .map(column -> new ColumnDeclaration(column.name(), column.type(), column.nullable()))
                        .toList());
    }

    @Override
    public void close() {
        open.ifPresent(ScratchDatabase::close);
        open = Optional.empty();
        readers.clear();
    }
}
