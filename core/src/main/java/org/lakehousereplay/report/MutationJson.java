package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;

/** The part of {@code report.json} that tells what the fixtures would have missed, and what they have reached. */
final class MutationJson {

    private final ReportFields fields;
    private final JsonGenerator json;

    MutationJson(ReportFields fields) {
        this.fields = fields;
        this.json = fields.json();
    }

    /** What was found out about a pipeline. */
    void pipeline(PipelineMutation mutation) throws IOException {
        json.writeStartObject();
        fields.text("pipeline", mutation.pipeline());
        fields.number("reused", mutation.reused());
        fields.number("dropped", mutation.dropped());
        fields.array("scores", List.copyOf(mutation.scores().entrySet()), this::score);
        fields.array("mutants", mutation.outcomes(), this::outcome);
        fields.array("coverage", mutation.coverage(), this::point);
        json.writeEndObject();
    }

    private void score(Map.Entry<String, MutationScore> metric) throws IOException {
        MutationScore score = metric.getValue();
        json.writeStartObject();
        fields.text("metric", metric.getKey());
        fields.number("killed", score.killed());
        fields.number("survived", score.survived());
        fields.number("equivalent", score.equivalent());
        fields.number("notRun", score.notRun());
        fields.number("percent", score.percent());
        json.writeEndObject();
    }

    private void outcome(MutantOutcome outcome) throws IOException {
        json.writeStartObject();
        fields.text("id", outcome.mutant().id());
        fields.text("model", outcome.mutant().model());
        fields.text("operator", outcome.mutant().operator().id());
        fields.text("status", outcome.status().name());
        fields.place(outcome.mutant().location());
        fields.text("before", outcome.mutant().before());
        fields.text("after", outcome.mutant().after());
        fields.text("words", outcome.mutant().words());
        if (outcome.kill().isPresent()) {
            Kill kill = outcome.kill().get();
            json.writeObjectFieldStart("kill");
            fields.text("by", kill.by().name());
            fields.text("fixture", kill.fixture());
            fields.text("metric", kill.metric());
            json.writeEndObject();
        }
        fields.strings("metrics", outcome.metrics());
        fields.strings("fixtures", outcome.fixtures());
        fields.number("generated", outcome.generated());
        if (outcome.suggestion().isPresent()) {
            SuggestedFixture suggestion = outcome.suggestion().get();
            json.writeObjectFieldStart("suggestion");
            fields.text("metric", suggestion.metric());
            fields.array("inputs", suggestion.inputs(), this::rows);
            json.writeFieldName("original");
            rows(suggestion.original());
            json.writeFieldName("changed");
            rows(suggestion.changed());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void rows(SuggestedFixture.Rows rows) throws IOException {
        json.writeStartObject();
        fields.text("table", rows.table());
        fields.strings("columns", rows.columns());
        fields.array("rows", rows.rows(), this::row);
        json.writeEndObject();
    }

    private void row(List<Optional<String>> values) throws IOException {
        json.writeStartArray();
        for (Optional<String> value : values) {
            if (value.isPresent()) {
                fields.string(value.get());
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private void point(CoveragePoint point) throws IOException {
        json.writeStartObject();
        fields.text("model", point.model());
        fields.text("kind", point.kind().name());
        fields.place(point.location());
        fields.text("text", point.text());
        fields.array("sides", point.sides(), this::side);
        json.writeEndObject();
    }

    private void side(CoveragePoint.Side side) throws IOException {
        json.writeStartObject();
        fields.text("name", side.name());
        fields.number("rows", side.rows());
        fields.strings("fixtures", side.fixtures());
        json.writeEndObject();
    }
}
