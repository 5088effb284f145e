package org.lakehousereplay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/**
 * The fields that all parts of {@code report.json} are made of.
 *
 * @param paths how paths are shown
 * @param json where they are written
 */
record ReportFields(ShownPaths paths, JsonGenerator json) {

    void text(String name, String value) throws IOException {
        json.writeStringField(VisibleText.wellFormed(name), VisibleText.wellFormed(value));
    }

    void string(String value) throws IOException {
        json.writeString(VisibleText.wellFormed(value));
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** An exact number, left out when there is none. It is a text, since most readers of JSON know only doubles. */
    void decimal(String name, Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            text(name, SignedNumber.exact(value.get()));
        }
    }

    /** A text, left out when there is none. */
    void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        }
    }

    void path(String name, Path path) throws IOException {
        text(name, paths.show(path));
    }

    /** NULL is the null of JSON; everything else keeps its canonical text, since a JSON number would lose digits. */
    void value(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        } else {
            json.writeNullField(VisibleText.wellFormed(name));
        }
    }

    void key(String name, RowKey key) throws IOException {
        cells(name, key.cells());
    }

    void cells(String name, List<Cell> cells) throws IOException {
        json.writeObjectFieldStart(name);
        for (Cell cell : cells) {
            value(cell.column(), cell.value());
        }
        json.writeEndObject();
    }

    void row(Finding.Row row) throws IOException {
        json.writeStartObject();
        key("key", row.key());
        cells("values", row.values());
        json.writeEndObject();
    }

    void strings(String name, List<String> values) throws IOException {
        array(name, values, this::string);
    }

    void problems(String name, List<Problem> problems) throws IOException {
        array(name, problems, this::problem);
    }

    /** The fields {@code file}, {@code line} and {@code column}; those that are not known are left out. */
    void place(Location location) throws IOException {
        path("file", location.file());
        if (location.line() > 0) {
            number("line", location.line());
        }
        if (location.line() > 0 && location.column() > 0) {
            number("column", location.column());
        }
    }

    <T> void array(String name, List<T> elements, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : elements) {
            element.write(value);
        }
        json.writeEndArray();
    }

    private void problem(Problem problem) throws IOException {
        json.writeStartObject();
        text("code", problem.code().name());
        text("category", problem.code().category().name());
        if (problem.location().isPresent()) {
            place(problem.location().get());
        }
        text("message", problem.message());
        text("remedy", problem.remedy());
        json.writeEndObject();
    }

    /** Writes one element of an array. */
    @FunctionalInterface
    interface Element<T> {
        void write(T value) throws IOException;
    }
}
