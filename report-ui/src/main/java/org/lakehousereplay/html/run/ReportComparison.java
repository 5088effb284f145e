package org.lakehousereplay.html.run;

import static org.lakehousereplay.html.run.ReportRun.cells;
import static org.lakehousereplay.html.run.ReportRun.known;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.ReportProblem;

/** What {@code report.json} tells of a comparison with older versions. The gate stands first in {@code baselines}. */
public record ReportComparison(
        String status,
        Optional<String> gate,
        String note,
        String breakOn,
        Totals totals,
        Optional<VersionBump> versionBump,
        List<ReportProblem> entryProblems,
        List<BaselineRun> baselines) {

    public ReportComparison {
        entryProblems = known(entryProblems);
        baselines = known(baselines);
    }

    public record Totals(
            long metrics,
            long identical,
            long tolerated,
            long declared,
            long notComparable,
            long undeclared,
            long errors,
            long entryProblems) {}

    public record VersionBump(
            String from, String to, String promised, String observed, String required, boolean breaks) {}

    public record BaselineRun(
            String label,
            String origin,
            String status,
            List<ReportProblem> problems,
            List<PipelineTexts> pipelines,
            List<ComparedMetric> metrics) {

        public BaselineRun {
            problems = known(problems);
            pipelines = known(pipelines);
            metrics = known(metrics);
        }
    }

    /**
     * The models of a pipeline in an older version, each with its {@code change}: {@code SAME}, {@code EDITED},
     * {@code REMOVED} in the candidate, or {@code ADDED} by it.
     */
    public record PipelineTexts(String name, List<ModelText> models) {

        public PipelineTexts {
            models = known(models);
        }
    }

    public record ComparedMetric(
            String pipeline,
            String name,
            String status,
            Optional<String> modelFile,
            long fixtures,
            boolean replayed,
            List<Change> changes,
            List<FixtureExplanation> explanations,
            List<ReportProblem> problems) {

        public ComparedMetric {
            changes = known(changes);
            explanations = known(explanations);
            problems = known(problems);
        }
    }

    public record Change(
            String kind,
            String level,
            String standing,
            String detail,
            List<String> columns,
            List<String> fixtures,
            List<Difference> observed,
            List<Entry> entries,
            List<String> uncovered) {

        public Change {
            columns = known(columns);
            fixtures = known(fixtures);
            observed = known(observed);
            entries = known(entries);
            uncovered = known(uncovered);
        }
    }

    public record Difference(
            String fixture,
            long baselineRows,
            long candidateRows,
            long removed,
            long added,
            long changedRows,
            long changedCells,
            boolean reordered,
            List<DifferingColumn> columns,
            List<KeyExtent> keys,
            List<DifferingCell> firstChanged,
            List<KeyedRow> firstRemoved,
            List<KeyedRow> firstAdded) {

        public Difference {
            columns = known(columns);
            keys = known(keys);
            firstChanged = known(firstChanged);
            firstRemoved = known(firstRemoved);
            firstAdded = known(firstAdded);
        }
    }

    public record DifferingColumn(
            String column,
            long cells,
            long withoutDelta,
            Optional<String> smallestDelta,
            Optional<String> largestDelta,
            Optional<DifferingCell> farthest) {}

    public record KeyExtent(String column, long distinct, List<String> values) {

        public KeyExtent {
            // A value may be null, which List.copyOf refuses.
            values = values == null ? List.of() : Collections.unmodifiableList(values);
        }
    }

    /** A cell in both versions; null is NULL. */
    public record DifferingCell(
            Map<String, String> key,
            String column,
            String baseline,
            String candidate,
            Optional<String> delta,
            Optional<String> relative) {

        public DifferingCell {
            key = cells(key);
        }
    }

    public record KeyedRow(Map<String, String> key, Map<String, String> values) {

        public KeyedRow {
            key = cells(key);
            values = cells(values);
        }
    }

    public record Entry(
            String kind,
            String baseline,
            List<String> fixtures,
            List<String> columns,
            String reason,
            Optional<String> decidedBy,
            Optional<String> decidedOn,
            Optional<String> expires,
            String file,
            Optional<Integer> line,
            Optional<Integer> column) {

        public Entry {
            fixtures = known(fixtures);
            columns = known(columns);
        }
    }

    public record FixtureExplanation(String fixture, List<ExplainedCell> cells, long left, String stopped) {

        public FixtureExplanation {
            cells = known(cells);
        }
    }

    public record ExplainedCell(DifferingCell cell, List<Part> parts, Optional<String> unexplained) {

        public ExplainedCell {
            parts = known(parts);
        }
    }

    public record Part(
            String edit,
            Optional<String> file,
            Optional<Integer> line,
            Optional<Integer> column,
            String source,
            String role,
            long rows,
            Optional<String> amount,
            List<InputRow> first) {

        public Part {
            first = known(first);
        }
    }

    public record InputRow(long number, Map<String, String> values) {

        public InputRow {
            values = cells(values);
        }
    }
}
