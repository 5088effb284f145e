package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * {@code report.json}: the whole run for programs, described by {@code report.schema.json}. Public API: called by front
 * ends that want the text and no file.
 */
public final class ReportJson {

    /** Names the layout; another name is given when a reader of the present one would break. */
    public static final String SCHEMA = "lakehouse-report/1";

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ShownPaths paths;
    private final JsonGenerator json;

    private ReportJson(ShownPaths paths, JsonGenerator json) {
        this.paths = paths;
        this.json = json;
    }

    /**
     * The text of a run.
     *
     * @param report the run
     */
    public static String render(RunReport report) {
        StringWriter text = new StringWriter();
        // The indenter's default line end is that of the machine.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(printer);
            new ReportJson(new ShownPaths(report.baseDirectory()), json).run(report);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return text.append('\n').toString();
    }

    private void run(RunReport report) throws IOException {
        json.writeStartObject();
        text("schema", SCHEMA);
        text("engine", report.engine());
        text("status", report.status().name());
        duration(report.duration());
        totals(Totals.of(report));
        problems(report.problems());
        array("pipelines", report.pipelines(), this::pipeline);
        json.writeEndObject();
    }

    private void totals(Totals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("fixtures", totals.fixtures());
        json.writeNumberField("asserted", totals.asserted());
        json.writeNumberField("passed", totals.passed());
        json.writeNumberField("failed", totals.failed());
        json.writeNumberField("errors", totals.errors());
        json.writeNumberField("notAsserted", totals.notAsserted());
        json.writeEndObject();
    }

    private void pipeline(PipelineResult pipeline) throws IOException {
        json.writeStartObject();
        text("name", pipeline.name());
        path("directory", pipeline.directory());
        text("status", pipeline.status().name());
        problems(pipeline.problems());
        array("fixtures", pipeline.fixtures(), this::fixture);
        json.writeEndObject();
    }

    private void fixture(FixtureResult fixture) throws IOException {
        json.writeStartObject();
        text("name", fixture.name());
        text("description", fixture.description());
        path("directory", fixture.directory());
        text("status", fixture.status().name());
        if (fixture.clock().isPresent()) {
            text(
                    "clock",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            fixture.clock().get()));
        }
        text("timeZone", fixture.timeZone().getId());
        duration(fixture.duration());
        problems(fixture.problems());
        array("inputs", fixture.inputs(), this::input);
        array("metrics", fixture.metrics(), this::metric);
        json.writeEndObject();
    }

    private void input(InputResult input) throws IOException {
        json.writeStartObject();
        text("source", input.source());
        path("path", input.path());
        json.writeNumberField("rows", input.rows());
        json.writeEndObject();
    }

    private void metric(MetricResult metric) throws IOException {
        json.writeStartObject();
        text("name", metric.metric());
        text("status", metric.status().name());
        path("modelFile", metric.modelFile());
        if (metric.expectedFile().isPresent()) {
            path("expectedFile", metric.expectedFile().get());
        }
        array("keyColumns", metric.keyColumns(), this::string);
        json.writeNumberField("expectedRows", metric.expectedRows());
        json.writeNumberField("actualRows", metric.actualRows());
        array("findings", metric.findings(), this::finding);
        problems(metric.problems());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        text("type", finding.getClass().getSimpleName());
        json.writeNumberField("total", finding.total());
        if (finding instanceof Finding.ChangedCells changed) {
            json.writeNumberField("rows", changed.rows());
            array("columns", changed.columns(), this::string);
            json.writeBooleanField("roundingOnly", changed.roundingOnly());
            array("first", changed.first(), this::changedCell);
        } else if (finding instanceof Finding.MissingColumns missing) {
            array("columns", missing.columns(), this::string);
        } else if (finding instanceof Finding.MissingRows missing) {
            array("first", missing.first(), this::row);
        } else if (finding instanceof Finding.UnexpectedRows unexpected) {
            array("first", unexpected.first(), this::row);
        } else if (finding instanceof Finding.DuplicateKeys duplicate) {
            text("side", duplicate.side().name());
            array("first", duplicate.first(), this::repeatedKey);
        } else if (finding instanceof Finding.MisalignedWindows misaligned) {
            text("column", misaligned.column());
            text("size", misaligned.size());
            array("first", misaligned.first(), this::string);
        } else if (finding instanceof Finding.WrongOrder order) {
            array("first", order.first(), this::displacement);
        } else {
            throw new IllegalStateException("no form for " + finding.getClass());
        }
        json.writeEndObject();
    }

    private void changedCell(CellDifference cell) throws IOException {
        json.writeStartObject();
        key("key", cell.key());
        text("column", cell.column());
        value("expected", cell.expected());
        value("actual", cell.actual());
        if (cell.delta().isPresent()) {
            text("delta", cell.delta().get());
        }
        json.writeEndObject();
    }

    private void row(Finding.Row row) throws IOException {
        json.writeStartObject();
        key("key", row.key());
        cells("values", row.values());
        json.writeEndObject();
    }

    private void repeatedKey(Finding.RepeatedKey repeated) throws IOException {
        json.writeStartObject();
        key("key", repeated.key());
        json.writeNumberField("rows", repeated.rows());
        json.writeEndObject();
    }

    private void displacement(Finding.Displacement place) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", place.position());
        key("expectedKey", place.expected());
        key("actualKey", place.actual());
        json.writeEndObject();
    }

    private void problems(List<Problem> problems) throws IOException {
        array("problems", problems, this::problem);
    }

    private void problem(Problem problem) throws IOException {
        json.writeStartObject();
        text("code", problem.code().name());
        text("category", problem.code().category().name());
        if (problem.location().isPresent()) {
            Location location = problem.location().get();
            path("file", location.file());
            if (location.line() > 0) {
                json.writeNumberField("line", location.line());
            }
            if (location.line() > 0 && location.column() > 0) {
                json.writeNumberField("column", location.column());
            }
        }
        text("message", problem.message());
        text("remedy", problem.remedy());
        json.writeEndObject();
    }

    private void key(String name, RowKey key) throws IOException {
        cells(name, key.cells());
    }

    private void cells(String name, List<Cell> cells) throws IOException {
        json.writeObjectFieldStart(name);
        for (Cell cell : cells) {
            value(cell.column(), cell.value());
        }
        json.writeEndObject();
    }

    /** NULL is the null of JSON; everything else keeps its canonical text, since a JSON number would lose digits. */
    private void value(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        } else {
            json.writeNullField(VisibleText.wellFormed(name));
        }
    }

    private void text(String name, String value) throws IOException {
        json.writeStringField(VisibleText.wellFormed(name), VisibleText.wellFormed(value));
    }

    private void string(String value) throws IOException {
        json.writeString(VisibleText.wellFormed(value));
    }

    private void path(String name, Path path) throws IOException {
        text(name, paths.show(path));
    }

    private void duration(Duration duration) throws IOException {
        json.writeNumberField("durationMillis", duration.toMillis());
    }

    private <T> void array(String name, List<T> elements, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : elements) {
            element.write(value);
        }
        json.writeEndArray();
    }

    /** Writes one element of an array. */
    @FunctionalInterface
    private interface Element<T> {
        void write(T value) throws IOException;
    }
}
