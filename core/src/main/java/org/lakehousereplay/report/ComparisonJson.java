package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.DeclaredChange;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.Explanation.ExplainedCell;
import org.lakehousereplay.caliber.Explanation.InputRow;
import org.lakehousereplay.caliber.Explanation.Part;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.InputSearch;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.VersionBump;

/** The part of {@code report.json} that tells how the candidate compares with other versions. */
final class ComparisonJson {

    private final ReportFields fields;
    private final JsonGenerator json;

    ComparisonJson(ReportFields fields) {
        this.fields = fields;
        this.json = fields.json();
    }

    void write(String name, ComparisonResult comparison) throws IOException {
        json.writeObjectFieldStart(name);
        fields.text("status", comparison.status().name());
        fields.optional("gate", comparison.gate());
        fields.text("note", comparison.note());
        fields.text("breakOn", comparison.breakOn().label());
        totals(ComparisonTotals.of(comparison));
        if (comparison.versionBump().isPresent()) {
            versionBump(comparison.versionBump().get());
        }
        fields.problems("entryProblems", comparison.entryProblems());
        fields.array("baselines", comparison.baselines(), this::baseline);
        json.writeEndObject();
    }

    private void totals(ComparisonTotals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        fields.number("metrics", totals.metrics());
        fields.number("identical", totals.identical());
        fields.number("tolerated", totals.tolerated());
        fields.number("declared", totals.declared());
        fields.number("notComparable", totals.notComparable());
        fields.number("undeclared", totals.undeclared());
        fields.number("errors", totals.errors());
        fields.number("entryProblems", totals.entryProblems());
        json.writeEndObject();
    }

    private void versionBump(VersionBump bump) throws IOException {
        json.writeObjectFieldStart("versionBump");
        fields.text("from", bump.from());
        fields.text("to", bump.to());
        fields.text("promised", bump.promised().label());
        fields.text("observed", bump.observed().label());
        fields.text("required", bump.required());
        json.writeBooleanField("breaks", bump.breaks());
        json.writeEndObject();
    }

    private void baseline(BaselineResult baseline) throws IOException {
        json.writeStartObject();
        fields.text("label", baseline.label());
        fields.text("origin", baseline.origin());
        fields.text("status", baseline.status().name());
        fields.problems("problems", baseline.problems());
        fields.array("pipelines", baseline.pipelines(), new DefinitionJson(fields)::version);
        fields.array("metrics", baseline.metrics(), this::metric);
        json.writeEndObject();
    }

    private void metric(MetricComparison metric) throws IOException {
        json.writeStartObject();
        fields.text("pipeline", metric.pipeline());
        fields.text("name", metric.metric());
        fields.text("status", metric.status().name());
        if (metric.modelFile().isPresent()) {
            fields.path("modelFile", metric.modelFile().get());
        }
        fields.number("fixtures", metric.fixtures());
        json.writeBooleanField("replayed", metric.replayed());
        fields.array("changes", metric.changes(), this::change);
        fields.array("explanations", metric.explanations(), this::explanation);
        if (metric.search().isPresent()) {
            search(metric.search().get());
        }
        fields.problems("problems", metric.problems());
        json.writeEndObject();
    }

    private void search(InputSearch search) throws IOException {
        json.writeObjectFieldStart("search");
        fields.number("tried", search.tried());
        fields.text("notSearched", search.notSearched());
        if (search.witness().isPresent()) {
            witness(search.witness().get());
        }
        json.writeEndObject();
    }

    private void witness(SuggestedFixture witness) throws IOException {
        json.writeObjectFieldStart("witness");
        fields.optional("clock", witness.clock().map(Object::toString));
        fields.optional("timeZone", witness.timeZone().map(Object::toString));
        fields.array("inputs", witness.inputs(), this::table);
        json.writeFieldName("baseline");
        table(witness.original());
        json.writeFieldName("candidate");
        table(witness.changed());
        fields.optional("failure", witness.failure());
        json.writeEndObject();
    }

    private void table(SuggestedFixture.Rows table) throws IOException {
        json.writeStartObject();
        fields.text("table", table.table());
        fields.strings("columns", table.columns());
        fields.array("rows", table.rows(), row -> {
            json.writeStartArray();
            for (Optional<String> value : row) {
                if (value.isPresent()) {
                    fields.string(value.get());
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private void change(JudgedChange judged) throws IOException {
        json.writeStartObject();
        fields.text("kind", judged.change().kind().label());
        fields.text("level", judged.change().kind().level().label());
        fields.text("standing", judged.standing().name());
        fields.text("detail", judged.change().detail());
        fields.strings("columns", judged.change().columns());
        fields.strings("fixtures", judged.change().fixtures());
        fields.array("observed", judged.change().observed(), this::difference);
        fields.array("entries", judged.entries(), this::entry);
        fields.strings("uncovered", judged.uncovered());
        json.writeEndObject();
    }

    private void difference(OutputDifference difference) throws IOException {
        json.writeStartObject();
        fields.text("fixture", difference.fixture());
        fields.number("baselineRows", difference.baselineRows());
        fields.number("candidateRows", difference.candidateRows());
        fields.number("removed", difference.removed());
        fields.number("added", difference.added());
        fields.number("changedRows", difference.changedRows());
        fields.number("changedCells", difference.changedCells());
        json.writeBooleanField("reordered", difference.reordered());
        fields.array("columns", difference.columns(), this::column);
        fields.array("keys", difference.keys(), this::extent);
        fields.array("firstChanged", difference.firstChanged(), this::cell);
        fields.array("firstRemoved", difference.firstRemoved(), fields::row);
        fields.array("firstAdded", difference.firstAdded(), fields::row);
        json.writeEndObject();
    }

    private void column(ColumnDifference column) throws IOException {
        json.writeStartObject();
        fields.text("column", column.column());
        fields.number("cells", column.cells());
        fields.number("withoutDelta", column.withoutDelta());
        fields.decimal("smallestDelta", column.smallestDelta());
        fields.decimal("largestDelta", column.largestDelta());
        if (column.farthest().isPresent()) {
            json.writeFieldName("farthest");
            cell(column.farthest().get());
        }
        json.writeEndObject();
    }

    private void extent(KeyExtent extent) throws IOException {
        json.writeStartObject();
        fields.text("column", extent.column());
        fields.number("distinct", extent.distinct());
        fields.strings("values", extent.values());
        json.writeEndObject();
    }

    private void cell(ChangedCell cell) throws IOException {
        json.writeStartObject();
        fields.key("key", cell.key());
        fields.text("column", cell.column());
        fields.value("baseline", cell.baseline());
        fields.value("candidate", cell.candidate());
        fields.optional("delta", cell.delta());
        fields.decimal("relative", cell.relative());
        json.writeEndObject();
    }

    private void entry(DeclaredChange entry) throws IOException {
        json.writeStartObject();
        fields.text("kind", entry.kind().label());
        fields.text("baseline", entry.baseline());
        fields.strings("fixtures", entry.fixtures());
        fields.strings("columns", entry.columns());
        json.writeObjectFieldStart("keys");
        for (var key : entry.keys().entrySet()) {
            fields.strings(VisibleText.wellFormed(key.getKey()), key.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("deltas");
        for (var delta : entry.deltas().entrySet()) {
            bounds(delta);
        }
        json.writeEndObject();
        fields.text("reason", entry.reason());
        fields.optional("decidedBy", entry.decidedBy());
        fields.optional("decidedOn", entry.decidedOn().map(LocalDate::toString));
        fields.optional("expires", entry.expires().map(LocalDate::toString));
        fields.place(entry.location());
        json.writeEndObject();
    }

    private void bounds(Map.Entry<String, DeclaredChange.Bounds> delta) throws IOException {
        json.writeObjectFieldStart(VisibleText.wellFormed(delta.getKey()));
        fields.decimal("from", Optional.of(delta.getValue().from()));
        fields.decimal("to", Optional.of(delta.getValue().to()));
        json.writeEndObject();
    }

    private void explanation(Explanation explanation) throws IOException {
        json.writeStartObject();
        fields.text("fixture", explanation.fixture());
        fields.array("cells", explanation.cells(), this::explainedCell);
        fields.number("left", explanation.left());
        fields.text("stopped", explanation.stopped());
        json.writeEndObject();
    }

    private void explainedCell(ExplainedCell explained) throws IOException {
        json.writeStartObject();
        json.writeFieldName("cell");
        cell(explained.cell());
        fields.array("parts", explained.parts(), this::part);
        fields.decimal("unexplained", explained.unexplained());
        json.writeEndObject();
    }

    private void part(Part part) throws IOException {
        json.writeStartObject();
        fields.text("edit", part.edit());
        if (part.place().isPresent()) {
            fields.place(part.place().get());
        }
        fields.text("source", part.source());
        fields.text("role", part.role().name());
        fields.number("rows", part.rows());
        fields.decimal("amount", part.amount());
        fields.array("first", part.first(), this::inputRow);
        json.writeEndObject();
    }

    private void inputRow(InputRow row) throws IOException {
        json.writeStartObject();
        fields.number("number", row.number());
        fields.cells("values", row.values());
        json.writeEndObject();
    }
}
