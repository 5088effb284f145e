package org.lakehousereplay.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * CSV as RFC 4180 has it, with a header; an empty unquoted field is NULL, {@code ""} is the empty string. For engines and
 * entry points inside this library.
 *
 * @param file the file, UTF-8
 */
public record CsvTextRows(Path file) implements TextRows {

    /** Stands for an empty quoted field while the parser, which tells the two apart only while it reads, goes on. */
    private static final String EMPTY_STRING = "\0";

    private static final FieldModifier KEEP_QUOTED_EMPTY = new FieldModifier() {
        @Override
        public String modify(long line, int field, boolean quoted, String value) {
            return quoted && value.isEmpty() ? EMPTY_STRING : value;
        }
    };

    @Override
    public List<String> columns() {
        try (CsvReader<CsvRecord> reader = reader()) {
            var records = reader.iterator();
            if (!records.hasNext()) {
                throw new ProblemException(missingHeader());
            }
            return header(records.next());
        } catch (IOException exception) {
            throw new ProblemException(unreadable(exception));
        } catch (UncheckedIOException exception) {
            throw new ProblemException(unreadable(exception.getCause()));
        } catch (CsvParseException exception) {
            throw new ProblemException(malformed(exception, 1));
        }
    }

    private Problem missingHeader() {
        return Problem.at(
                Location.of(file),
                ErrorCode.CSV_MALFORMED,
                "the file has no header row",
                "Name the columns in the first line, also when there are no rows");
    }

    private static List<String> header(CsvRecord record) {
        return record.getFields().stream()
                .map(name -> name.equals(EMPTY_STRING) ? "" : name.strip())
                .toList();
    }

    @Override
    public List<Problem> read(List<String> columns, Consumer<TextRow> rows) {
        long line = 1;
        try (CsvReader<CsvRecord> reader = reader()) {
            var records = reader.iterator();
            if (!records.hasNext()) {
                return List.of(missingHeader());
            }
            List<String> header = header(records.next());
            int[] positions = columns.stream().mapToInt(header::indexOf).toArray();
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                if (header.size() > 1
                        && record.getFieldCount() == 1
                        && record.getField(0).isEmpty()) {
                    continue; // a blank line; with a single column it is a row with NULL
                }
                if (record.getFieldCount() != header.size()) {
                    return List.of(ragged(record, header.size()));
                }
                rows.accept(row(record, positions));
            }
            return List.of();
        } catch (IOException exception) {
            return List.of(unreadable(exception));
        } catch (UncheckedIOException exception) {
            return List.of(unreadable(exception.getCause()));
        } catch (CsvParseException exception) {
            return List.of(malformed(exception, line));
        }
    }

    private static TextRow row(CsvRecord record, int[] positions) {
        List<Optional<String>> values = new ArrayList<>(positions.length);
        for (int position : positions) {
            String field = record.getField(position);
            if (field.isEmpty()) {
                values.add(Optional.empty());
            } else {
                values.add(Optional.of(field.equals(EMPTY_STRING) ? "" : field));
            }
        }
        return new TextRow(record.getStartingLineNumber(), values);
    }

    private Problem ragged(CsvRecord record, int expected) {
        int found = record.getFieldCount();
        return Problem.at(
                Location.of(file, Math.toIntExact(record.getStartingLineNumber())),
                ErrorCode.CSV_MALFORMED,
                "the row has " + found + (found == 1 ? " field" : " fields") + ", the header has " + expected,
                found < expected
                        ? "Write an empty field for NULL, with its comma"
                        : "Put a value that contains a comma in double quotes");
    }

    private Problem malformed(CsvParseException exception, long lastLine) {
        String message = String.valueOf(exception.getMessage());
        Throwable cause = exception.getCause();
        while (cause != null) {
            if (cause instanceof IOException unreadable) {
                return unreadable(unreadable);
            }
            message = String.valueOf(cause.getMessage());
            cause = cause.getCause();
        }
        return Problem.at(
                Location.of(file, Math.toIntExact(lastLine)),
                ErrorCode.CSV_MALFORMED,
                "the rows from here on cannot be read (" + message + ")",
                "Look for a double quote that is not closed");
    }

    private Problem unreadable(IOException exception) {
        if (exception instanceof CsvGuard.MalformedText malformed) {
            return Problem.at(
                    Location.of(file, malformed.line()),
                    ErrorCode.CSV_MALFORMED,
                    malformed.getMessage(),
                    malformed.remedy());
        }
        return Utf8File.problem(file, exception);
    }

    private CsvReader<CsvRecord> reader() throws IOException {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.of(handler -> handler.fieldModifier(KEEP_QUOTED_EMPTY)),
                        new CsvGuard(Utf8File.open(file)));
    }
}
