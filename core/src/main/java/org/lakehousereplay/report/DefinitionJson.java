package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.lakehousereplay.run.ColumnDefinition;
import org.lakehousereplay.run.LineageDefinition;
import org.lakehousereplay.run.LineageDefinition.Origin;
import org.lakehousereplay.run.LineageDefinition.OutputColumn;
import org.lakehousereplay.run.MetricDefinition;
import org.lakehousereplay.run.MetricDefinition.CheckDefinition;
import org.lakehousereplay.run.MetricDefinition.WindowDefinition;
import org.lakehousereplay.run.ModelDefinition;
import org.lakehousereplay.run.ModelVersion;
import org.lakehousereplay.run.PipelineDefinition;
import org.lakehousereplay.run.PipelineVersion;
import org.lakehousereplay.run.SourceDefinition;

/** The parts of {@code report.json} that tell what a pipeline consists of. */
final class DefinitionJson {

    private final ReportFields fields;
    private final JsonGenerator json;

    DefinitionJson(ReportFields fields) {
        this.fields = fields;
        this.json = fields.json();
    }

    /** The fields of a pipeline. */
    void write(PipelineDefinition pipeline) throws IOException {
        fields.text("timeZone", pipeline.timeZone().getId());
        fields.array("sources", pipeline.sources(), this::source);
        fields.array("models", pipeline.models(), this::model);
    }

    private void source(SourceDefinition source) throws IOException {
        json.writeStartObject();
        fields.text("name", source.name());
        fields.optional("eventTime", source.eventTime());
        fields.array("columns", source.columns(), this::column);
        json.writeEndObject();
    }

    private void column(ColumnDefinition column) throws IOException {
        json.writeStartObject();
        fields.text("name", column.name());
        fields.text("type", column.type());
        json.writeEndObject();
    }

    private void model(ModelDefinition model) throws IOException {
        json.writeStartObject();
        fields.text("name", model.name());
        fields.text("layer", model.layer());
        contents(model);
        json.writeEndObject();
    }

    private void contents(ModelDefinition model) throws IOException {
        fields.path("file", model.file());
        fields.text("sql", model.sql());
        fields.strings("reads", model.reads());
        fields.array("columns", model.columns(), this::column);
        if (model.metric().isPresent()) {
            metric(model.metric().get());
        }
        if (model.lineage().isPresent()) {
            lineage(model.lineage().get());
        }
    }

    private void lineage(LineageDefinition lineage) throws IOException {
        json.writeObjectFieldStart("lineage");
        fields.array("columns", lineage.columns(), this::outputColumn);
        fields.array("conditions", lineage.conditions(), this::origin);
        json.writeEndObject();
    }

    private void outputColumn(OutputColumn column) throws IOException {
        json.writeStartObject();
        fields.text("name", column.name());
        fields.array("from", column.from(), this::origin);
        json.writeEndObject();
    }

    private void origin(Origin origin) throws IOException {
        json.writeStartObject();
        fields.text("table", origin.table());
        fields.text("column", origin.column());
        json.writeEndObject();
    }

    private void metric(MetricDefinition metric) throws IOException {
        json.writeObjectFieldStart("metric");
        fields.text("description", metric.description());
        fields.text("unit", metric.unit());
        fields.strings("key", metric.key());
        if (metric.window().isPresent()) {
            window(metric.window().get());
        }
        json.writeBooleanField("ordered", metric.ordered());
        fields.array("checks", metric.checks(), this::check);
        json.writeEndObject();
    }

    private void window(WindowDefinition window) throws IOException {
        json.writeObjectFieldStart("window");
        fields.text("column", window.column());
        fields.text("size", window.size());
        fields.number("amount", window.amount());
        fields.text("unit", window.unit());
        json.writeEndObject();
    }

    private void check(CheckDefinition check) throws IOException {
        json.writeStartObject();
        fields.text("check", check.check());
        fields.text("threshold", SignedNumber.exact(check.threshold()));
        json.writeEndObject();
    }

    /** A pipeline in a baseline: what is as it is in the candidate is named and not told again. */
    void version(PipelineVersion pipeline) throws IOException {
        json.writeStartObject();
        fields.text("name", pipeline.name());
        fields.array("models", pipeline.models(), this::version);
        json.writeEndObject();
    }

    private void version(ModelVersion model) throws IOException {
        json.writeStartObject();
        fields.text("name", model.name());
        fields.text("change", model.change().name());
        fields.text("layer", model.layer());
        if (model.baseline().isPresent()) {
            contents(model.baseline().get());
        }
        json.writeEndObject();
    }
}
