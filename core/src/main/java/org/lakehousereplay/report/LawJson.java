package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.run.LawResult;

/** The laws in {@code report.json}. */
final class LawJson {

    private final ReportFields fields;
    private final JsonGenerator json;

    LawJson(ReportFields fields) {
        this.fields = fields;
        this.json = fields.json();
    }

    /** What came of a law. */
    void result(LawResult result) throws IOException {
        json.writeStartObject();
        fields.text("law", result.law());
        fields.text("outcome", result.outcome().name());
        fields.number("trials", result.trials());
        if (!result.note().isEmpty()) {
            fields.text("note", result.note());
        }
        json.writeEndObject();
    }

    /** The fields of a finding, behind those that all findings have. */
    void finding(Finding.LawBroken broken) throws IOException {
        fields.text("law", broken.law());
        fields.text("trial", broken.trial());
        fields.text("before", broken.before());
        fields.text("after", broken.after());
        fields.optional("failure", broken.failure());
        difference(broken.difference());
        if (broken.smallest().isPresent()) {
            LawWitness witness = broken.smallest().get();
            json.writeObjectFieldStart("smallest");
            fields.number("rowsBefore", witness.rowsBefore());
            fields.number("rowsLeft", witness.rowsLeft());
            json.writeBooleanField("minimal", witness.minimal());
            fields.array("rows", witness.rows(), this::inputRow);
            json.writeObjectFieldStart("difference");
            fields.number("total", witness.difference().rows());
            difference(witness.difference());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void difference(LawDifference difference) throws IOException {
        fields.number("changedRows", difference.changedRows());
        fields.array("changed", difference.changed(), this::changed);
        fields.number("goneRows", difference.goneRows());
        fields.array("gone", difference.gone(), fields::row);
        fields.number("addedRows", difference.addedRows());
        fields.array("added", difference.added(), fields::row);
        fields.array("moved", difference.moved(), this::moved);
    }

    private void changed(CellDifference cell) throws IOException {
        json.writeStartObject();
        fields.key("key", cell.key());
        fields.text("column", cell.column());
        fields.value("before", cell.expected());
        fields.value("after", cell.actual());
        fields.optional("delta", cell.delta());
        json.writeEndObject();
    }

    private void moved(LawDifference.MovedRow row) throws IOException {
        json.writeStartObject();
        fields.key("key", row.key());
        fields.number("from", row.from());
        fields.number("to", row.to());
        json.writeEndObject();
    }

    private void inputRow(LawWitness.InputRow row) throws IOException {
        json.writeStartObject();
        fields.text("source", row.source());
        if (row.location().isPresent()) {
            fields.place(row.location().get());
        }
        fields.cells("values", row.values());
        json.writeEndObject();
    }
}
