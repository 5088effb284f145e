package org.lakehousereplay.html.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code report.json} tells of a run. The fields are described in {@code report.schema.json}. */
public record ReportRun(
        String schema,
        String engine,
        String status,
        long durationMillis,
        Optional<Revision> revision,
        Optional<String> dataDigest,
        Totals totals,
        List<ReportProblem> problems,
        List<PipelineRun> pipelines,
        Optional<ReportComparison> comparison,
        List<ReportMutation> mutation) {

    public ReportRun {
        problems = known(problems);
        pipelines = known(pipelines);
        mutation = known(mutation);
    }

    /** A list that an older run may have left out. */
    static <T> List<T> known(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Cells by column in the order of the file; a value of null is NULL. */
    static Map<String, String> cells(Map<String, String> cells) {
        return cells == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** The commit that the files stand on; {@code dirty} when they differ from it. */
    public record Revision(String commit, boolean dirty) {}

    public record Totals(long fixtures, long asserted, long passed, long failed, long errors, long notAsserted) {}

    public record ReportProblem(
            String code,
            String category,
            Optional<String> file,
            Optional<Integer> line,
            Optional<Integer> column,
            String message,
            String remedy) {}

    public record PipelineRun(
            String name,
            String directory,
            String status,
            Optional<String> timeZone,
            List<SourceTable> sources,
            List<ModelText> models,
            List<ReportProblem> problems,
            List<FixtureRun> fixtures) {

        public PipelineRun {
            sources = known(sources);
            models = known(models);
            problems = known(problems);
            fixtures = known(fixtures);
        }
    }

    public record TypedColumn(String name, String type) {}

    public record SourceTable(String name, Optional<String> eventTime, List<TypedColumn> columns) {

        public SourceTable {
            columns = known(columns);
        }
    }

    /**
     * A model. {@code layer} is empty at the top; {@code sql} and {@code file} are missing for a model of a baseline
     * that is the same in the candidate.
     */
    public record ModelText(
            String name,
            Optional<String> change,
            String layer,
            Optional<String> file,
            Optional<String> sql,
            List<String> reads,
            List<TypedColumn> columns,
            Optional<MetricDeclaration> metric,
            Optional<Lineage> lineage) {

        public ModelText {
            layer = layer == null ? "" : layer;
            reads = known(reads);
            columns = known(columns);
        }
    }

    public record MetricDeclaration(
            String description,
            String unit,
            List<String> key,
            Optional<WindowDeclaration> window,
            boolean ordered,
            List<CheckDeclaration> checks) {

        public MetricDeclaration {
            key = known(key);
            checks = known(checks);
        }
    }

    /** A window; {@code size} is text such as {@code 10 minutes}, {@code unit} such as {@code MINUTE}. */
    public record WindowDeclaration(String column, String size, int amount, String unit) {}

    /** A check; {@code threshold} is the largest share of anomalous rows that is still fine, from 0 to 1. */
    public record CheckDeclaration(String check, String threshold) {}

    /** From which columns each output column is computed, and which ones decide on the rows. */
    public record Lineage(List<ColumnLineage> columns, List<ColumnOrigin> conditions) {

        public Lineage {
            columns = known(columns);
            conditions = known(conditions);
        }
    }

    public record ColumnLineage(String name, List<ColumnOrigin> from) {

        public ColumnLineage {
            from = known(from);
        }
    }

    /** A column of a source or of a model of the same pipeline. */
    public record ColumnOrigin(String table, String column) {}

    public record FixtureRun(
            String name,
            String description,
            String directory,
            String status,
            Optional<String> clock,
            String timeZone,
            long durationMillis,
            List<ReportProblem> problems,
            List<InputRun> inputs,
            List<MetricRun> metrics) {

        public FixtureRun {
            problems = known(problems);
            inputs = known(inputs);
            metrics = known(metrics);
        }
    }

    public record InputRun(String source, String path, long rows) {}

    public record MetricRun(
            String name,
            String status,
            String modelFile,
            Optional<String> expectedFile,
            List<String> keyColumns,
            long expectedRows,
            long actualRows,
            List<CheckRun> checks,
            List<LawRun> laws,
            List<Finding> findings,
            List<ReportProblem> problems,
            List<NoteRun> notes) {

        public MetricRun {
            keyColumns = known(keyColumns);
            checks = known(checks);
            laws = known(laws);
            notes = known(notes);
            findings = known(findings);
            problems = known(problems);
        }
    }

    /** A note; which of the fields it has depends on the type. */
    public record NoteRun(
            String type,
            String on,
            Optional<String> source,
            long rows,
            Optional<String> reason,
            List<LateRun> windows) {

        public NoteRun {
            windows = known(windows);
        }
    }

    /** A window, and how many rows came after it had closed. */
    public record LateRun(String window, long rows) {}

    /** What came of a check: of {@code rows} rows, {@code anomalous} do not hold it. */
    public record CheckRun(String check, String threshold, long rows, long anomalous) {}

    /** What came of a law, by so many further replays. */
    public record LawRun(String law, String outcome, int trials, Optional<String> note) {}

    /** A finding; which of the fields it has depends on the type. */
    public record Finding(
            String type,
            long total,
            long rows,
            List<String> columns,
            boolean roundingOnly,
            Optional<String> side,
            Optional<String> column,
            Optional<String> size,
            Optional<String> law,
            Optional<String> trial,
            Optional<Smallest> smallest,
            Optional<String> check,
            Optional<String> threshold,
            List<FirstOfFinding> first,
            Optional<String> on,
            List<String> looksLike,
            List<Finding> differences) {

        public Finding {
            looksLike = known(looksLike);
            differences = known(differences);
            columns = known(columns);
            first = known(first);
        }
    }

    /** The smallest input that breaks a law. */
    public record Smallest(long rowsBefore, long rowsLeft, List<InputRow> rows) {

        public Smallest {
            rows = known(rows);
        }
    }

    /** A row of an input. */
    public record InputRow(String source, Optional<String> file, int line) {}

    /** One of the first differences of a finding; which of the fields it has depends on the finding. */
    public record FirstOfFinding(
            Map<String, String> key,
            Map<String, String> values,
            Optional<String> column,
            String expected,
            String actual,
            Optional<String> delta,
            long rows,
            long position,
            Map<String, String> expectedKey,
            Map<String, String> actualKey,
            Optional<String> text) {

        public FirstOfFinding {
            key = cells(key);
            values = cells(values);
            expectedKey = cells(expectedKey);
            actualKey = cells(actualKey);
        }

        /** The starts of windows are texts, not objects. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static FirstOfFinding ofText(String text) {
            return new FirstOfFinding(
                    null, null, Optional.empty(), null, null, Optional.empty(), 0, 0, null, null, Optional.of(text));
        }
    }
}
