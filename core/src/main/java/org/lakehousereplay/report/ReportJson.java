package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.run.CheckResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.Note;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.RunReport;

/**
 * {@code report.json}: the whole run for programs, described by {@code report.schema.json}. Public API: called by front
 * ends that want the text and no file.
 */
public final class ReportJson {

    /** Names the layout; another name is given when a reader of the present one would break. */
    public static final String SCHEMA = "lakehouse-report/1";

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ReportFields fields;
    private final JsonGenerator json;

    private ReportJson(ReportFields fields) {
        this.fields = fields;
        this.json = fields.json();
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
            new ReportJson(new ReportFields(new ShownPaths(report.baseDirectory()), json)).run(report);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return text.append('\n').toString();
    }

    private void run(RunReport report) throws IOException {
        json.writeStartObject();
        fields.text("schema", SCHEMA);
        fields.text("engine", report.engine());
        fields.text("status", report.status().name());
        fields.number("durationMillis", report.duration().toMillis());
        provenance(report.provenance());
        totals(Totals.of(report));
        fields.problems("problems", report.problems());
        fields.array("pipelines", report.pipelines(), this::pipeline);
        if (report.comparison().isPresent()) {
            new ComparisonJson(fields).write("comparison", report.comparison().get());
        }
        if (!report.mutation().isEmpty()) {
            fields.array("mutation", report.mutation(), new MutationJson(fields)::pipeline);
        }
        json.writeEndObject();
    }

    private void provenance(Provenance provenance) throws IOException {
        if (provenance.revision().isPresent()) {
            json.writeObjectFieldStart("revision");
            fields.text("commit", provenance.revision().get().commit());
            json.writeBooleanField("dirty", provenance.revision().get().dirty());
            json.writeEndObject();
        }
        fields.optional("dataDigest", provenance.dataDigest());
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
        fields.text("name", pipeline.name());
        fields.path("directory", pipeline.directory());
        fields.text("status", pipeline.status().name());
        if (pipeline.definition().isPresent()) {
            new DefinitionJson(fields).write(pipeline.definition().get());
        }
        fields.problems("problems", pipeline.problems());
        fields.array("fixtures", pipeline.fixtures(), this::fixture);
        json.writeEndObject();
    }

    private void fixture(FixtureResult fixture) throws IOException {
        json.writeStartObject();
        fields.text("name", fixture.name());
        fields.text("description", fixture.description());
        fields.path("directory", fixture.directory());
        fields.text("status", fixture.status().name());
        if (fixture.clock().isPresent()) {
            fields.text(
                    "clock",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            fixture.clock().get()));
        }
        fields.text("timeZone", fixture.timeZone().getId());
        fields.number("durationMillis", fixture.duration().toMillis());
        fields.problems("problems", fixture.problems());
        fields.array("inputs", fixture.inputs(), this::input);
        fields.array("metrics", fixture.metrics(), this::metric);
        json.writeEndObject();
    }

    private void input(InputResult input) throws IOException {
        json.writeStartObject();
        fields.text("source", input.source());
        fields.path("path", input.path());
        json.writeNumberField("rows", input.rows());
        if (input.version().isPresent()) {
            fields.text("version", input.version().get());
        }
        json.writeEndObject();
    }

    private void metric(MetricResult metric) throws IOException {
        json.writeStartObject();
        fields.text("name", metric.metric());
        fields.text("status", metric.status().name());
        fields.path("modelFile", metric.modelFile());
        if (metric.expectedFile().isPresent()) {
            fields.path("expectedFile", metric.expectedFile().get());
        }
        fields.array("keyColumns", metric.keyColumns(), fields::string);
        json.writeNumberField("expectedRows", metric.expectedRows());
        json.writeNumberField("actualRows", metric.actualRows());
        fields.array("checks", metric.checks(), this::check);
        fields.array("laws", metric.laws(), new LawJson(fields)::result);
        fields.array("findings", metric.findings(), this::finding);
        fields.problems("problems", metric.problems());
        fields.array("notes", metric.notes(), this::note);
        json.writeEndObject();
    }

    private void note(Note note) throws IOException {
        json.writeStartObject();
        fields.text("type", note.getClass().getSimpleName());
        fields.text("on", note.on());
        if (note instanceof Note.LateRows late) {
            fields.text("source", late.source());
            fields.number("rows", late.rows());
            fields.number("dropped", late.dropped());
            fields.array("windows", late.windows(), this::lateWindow);
        } else if (note instanceof Note.Excused excused) {
            fields.number("rows", excused.rows());
            fields.text("reason", excused.reason());
        } else {
            throw new IllegalStateException("no form for " + note.getClass());
        }
        json.writeEndObject();
    }

    private void lateWindow(Note.LateWindow window) throws IOException {
        json.writeStartObject();
        fields.text("window", window.window());
        fields.number("rows", window.rows());
        json.writeEndObject();
    }

    private void check(CheckResult check) throws IOException {
        json.writeStartObject();
        fields.text("check", check.check());
        fields.text("threshold", SignedNumber.exact(check.threshold()));
        fields.number("rows", check.rows());
        fields.number("anomalous", check.anomalous());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        fields.text("type", finding.getClass().getSimpleName());
        json.writeNumberField("total", finding.total());
        if (finding instanceof Finding.ChangedCells changed) {
            json.writeNumberField("rows", changed.rows());
            fields.array("columns", changed.columns(), fields::string);
            json.writeBooleanField("roundingOnly", changed.roundingOnly());
            fields.array("first", changed.first(), this::changedCell);
        } else if (finding instanceof Finding.MissingColumns missing) {
            fields.array("columns", missing.columns(), fields::string);
        } else if (finding instanceof Finding.MissingRows missing) {
            fields.array("first", missing.first(), fields::row);
        } else if (finding instanceof Finding.UnexpectedRows unexpected) {
            fields.array("first", unexpected.first(), fields::row);
        } else if (finding instanceof Finding.DuplicateKeys duplicate) {
            fields.text("side", duplicate.side().name());
            fields.array("first", duplicate.first(), this::repeatedKey);
        } else if (finding instanceof Finding.MisalignedWindows misaligned) {
            fields.text("column", misaligned.column());
            fields.text("size", misaligned.size());
            fields.array("first", misaligned.first(), fields::string);
        } else if (finding instanceof Finding.WrongOrder order) {
            fields.array("first", order.first(), this::displacement);
        } else if (finding instanceof Finding.FailedCheck check) {
            fields.text("check", check.check());
            fields.text("threshold", SignedNumber.exact(check.threshold()));
            fields.number("rows", check.rows());
            fields.array("first", check.first(), fields::row);
        } else if (finding instanceof Finding.EnginesDisagree disagree) {
            fields.text("on", disagree.on());
            fields.array("looksLike", disagree.looksLike(), fields::string);
            json.writeBooleanField("reordered", disagree.reordered());
            fields.array("differences", disagree.differences(), this::finding);
        } else if (finding instanceof Finding.LawBroken broken) {
            new LawJson(fields).finding(broken);
        } else {
            throw new IllegalStateException("no form for " + finding.getClass());
        }
        json.writeEndObject();
    }

    private void changedCell(CellDifference cell) throws IOException {
        json.writeStartObject();
        fields.key("key", cell.key());
        fields.text("column", cell.column());
        fields.value("expected", cell.expected());
        fields.value("actual", cell.actual());
        if (cell.delta().isPresent()) {
            fields.text("delta", cell.delta().get());
        }
        json.writeEndObject();
    }

    private void repeatedKey(Finding.RepeatedKey repeated) throws IOException {
        json.writeStartObject();
        fields.key("key", repeated.key());
        json.writeNumberField("rows", repeated.rows());
        json.writeEndObject();
    }

    private void displacement(Finding.Displacement place) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", place.position());
        fields.key("expectedKey", place.expected());
        fields.key("actualKey", place.actual());
        json.writeEndObject();
    }
}
