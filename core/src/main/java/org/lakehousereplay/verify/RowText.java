package org.lakehousereplay.verify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/** The text of one row in a file that is written for people, without its line end. */
final class RowText {

    private RowText() {}

    /** A row of CSV: NULL is nothing at all, the empty string is a pair of quotes. */
    static String csv(List<Optional<String>> values) {
        StringWriter writtenTo = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(writtenTo)) {
            writer.writeRecord(values.stream().map(value -> value.orElse(null)).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        StringBuffer text = writtenTo.getBuffer();
        // Only the line end goes: the last value may end in a blank.
        return text.substring(0, text.length() - 1);
    }

    /**
     * An object of JSON lines.
     *
     * @param names the names of the members
     * @param columns what the members are
     * @param values their values in canonical text
     */
    static String json(List<String> names, List<Column> columns, List<Optional<String>> values) {
        List<String> members = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            members.add(quoted(names.get(index)) + ":" + json(columns.get(index), values.get(index)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String json(Column column, Optional<String> value) {
        if (value.isEmpty()) {
            return "null";
        }
        String type = column.type();
        boolean plain = type.equals("BOOLEAN")
                || type.equals("JSON")
                || type.startsWith("STRUCT(")
                || type.startsWith("MAP(")
                || type.endsWith("]")
                || (column.numeric() && value.get().matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"));
        return plain ? value.get() : quoted(value.get());
    }

    /** A text in double quotes, as JSON and YAML read it. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
