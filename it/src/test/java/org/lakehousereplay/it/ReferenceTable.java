package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rows of a metric as plain Java computed them, to be held against a recorded file.
 *
 * <p>For the tests of this package only.
 *
 * @param columns names and types of the cells of every row
 * @param rows the cells, in the order of the columns
 */
record ReferenceTable(List<Column> columns, List<List<Object>> rows) {

    /**
     * A column and how to read its cells from a file.
     *
     * @param name as the metric calls it
     * @param reader from the text in the file to a value that {@code equals} the computed one
     */
    record Column(String name, Function<String, Object> reader) {

        static Column text(String name) {
            return new Column(name, cell -> cell);
        }

        static Column integer(String name) {
            return new Column(name, Long::valueOf);
        }

        /** A decimal in full scale: 0.5 and 0.5000 are not the same here, as a record must not change format. */
        static Column decimal(String name) {
            return new Column(name, BigDecimal::new);
        }

        static Column date(String name) {
            return new Column(name, LocalDate::parse);
        }

        /** A point in time: whichever offset the file writes it with. */
        static Column instant(String name) {
            return new Column(name, cell -> OffsetDateTime.parse(cell).toInstant());
        }
    }

    ReferenceTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row + " has not " + columns.size() + " cells");
            }
        }
    }

    /** Asserts that the file has these columns and these rows: every cell, no row more and no row less. */
    void assertEqualTo(Path file) {
        List<CsvRecord> records;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            records = reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(records.get(0).getFields())
                .as("header of %s", file)
                .containsExactlyElementsOf(columns.stream().map(Column::name).toList());
        List<List<Object>> recorded = records.stream().skip(1).map(this::parse).toList();
        assertThat(recorded).as("rows of %s", file).containsExactlyInAnyOrderElementsOf(rows);
    }

    private List<Object> parse(CsvRecord line) {
        assertThat(line.getFieldCount())
                .as("cells in line %s", line.getStartingLineNumber())
                .isEqualTo(columns.size());
        List<Object> cells = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            cells.add(columns.get(index).reader().apply(line.getField(index)));
        }
        return cells;
    }

    /** A half-open range of time, as {@code from} and {@code to} of a fixture. */
    record Range(Instant from, Instant to) {

        static final Range ALWAYS = new Range(Instant.MIN, Instant.MAX);

        static Range of(String from, String to) {
            return new Range(
                    OffsetDateTime.parse(from).toInstant(),
                    OffsetDateTime.parse(to).toInstant());
        }

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }
}
