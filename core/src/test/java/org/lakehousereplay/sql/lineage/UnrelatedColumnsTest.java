package org.lakehousereplay.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.lineage.LineageCases.LineageCase;
import org.lakehousereplay.sql.lineage.LineageReader.ReadableTable;

/** A column that no lineage names changes nothing, whatever stands in it. */
class UnrelatedColumnsTest {

    private static final int SEEDS = 4;

    static List<Pipeline> pipelines() {
        return PipelineReader.read(Path.of("../sample-project/src/main/lakehouse"))
                .pipelines();
    }

    @Test
    void change_nothing_of_queries_of_all_kinds() throws Exception {
        int trials = 0;
        try (ScratchDatabase database = ScratchDatabase.open(Duration.ofSeconds(60))) {
            LineageReader reader = LineageReader.of(database, "lineage", LineageCases.TABLES);
            for (int seed = 0; seed < SEEDS; seed++) {
                try (UnrelatedColumns data = new UnrelatedColumns(LineageCases.TABLES, seed)) {
                    for (LineageCase example : LineageCases.all().toList()) {
                        QueryLineage lineage = reader.read(example.query(), LineageCases.output(example))
                                .orElseThrow();
                        assertThat(data.untold(example.query(), lineage))
                                .as("%s, seed %s", example, seed)
                                .isEmpty();
                    }
                    trials += data.trials();
                }
            }
        }
        assertThat(trials).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void change_nothing_of_the_sample_project(Pipeline pipeline) throws Exception {
        int trials = 0;
        try (PipelineLineage lineages = new PipelineLineage()) {
            for (Model model : pipeline.models()) {
                QueryLineage lineage = lineages.of(pipeline, model).orElseThrow();
                for (int seed = 0; seed < SEEDS; seed++) {
                    try (UnrelatedColumns data = new UnrelatedColumns(tables(pipeline, model.reads()), seed)) {
                        assertThat(data.untold(model.sql(), lineage))
                                .as("%s, seed %s", model.name(), seed)
                                .isEmpty();
                        trials += data.trials();
                    }
                }
            }
        }
        assertThat(trials).isGreaterThan(100);
    }

    private static List<ReadableTable> tables(Pipeline pipeline, Set<String> names) {
        List<ReadableTable> tables = new ArrayList<>();
        pipeline.sources().forEach(source -> tables.add(table(source.name(), source.columns())));
        pipeline.models().forEach(model -> tables.add(table(model.name(), model.output())));
        tables.removeIf(table -> !names.contains(table.name()));
        return tables;
    }

    private static ReadableTable table(String name, List<Column> columns) {
        return new ReadableTable(
                name,
                columns.stream()
                        .map(column -> new ColumnDeclaration(column.name(), column.type(), true))
                        .toList());
    }
}
