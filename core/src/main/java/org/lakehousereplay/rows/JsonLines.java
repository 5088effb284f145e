package org.lakehousereplay.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/**
 * A file with a JSON object on each line that is not blank; tells where it is none.
 *
 * @param file the file
 */
record JsonLines(Path file) {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern DUPLICATE_KEY = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    /** Reads the text of a line. */
    interface LineReader {

        /** Returns what is wrong; then no further line is read. */
        List<Problem> read(int line, String text) throws IOException;
    }

    /** Hands over the lines in order, and stops at the first with a problem. */
    List<Problem> each(LineReader lines) {
        int line = 0;
        try (BufferedReader reader = new BufferedReader(Utf8File.open(file))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (text.isBlank()) {
                    continue;
                }
                List<Problem> problems = lines.read(line, text);
                if (!problems.isEmpty()) {
                    return problems;
                }
            }
            return List.of();
        } catch (JsonEOFException unfinished) {
            return List.of(Problem.at(
                    Location.of(file, line),
                    ErrorCode.JSON_MALFORMED,
                    "the JSON object does not end on this line",
                    "Write one complete JSON object on each line"));
        } catch (JsonProcessingException exception) {
            int column = exception.getLocation() == null
                    ? 0
                    : exception.getLocation().getColumnNr();
            Location place = new Location(file, line, Math.max(column, 0));
            Matcher duplicate = DUPLICATE_KEY.matcher(reason(exception));
            if (duplicate.matches()) {
                return List.of(Problem.at(
                        place,
                        ErrorCode.COLUMN_DUPLICATE,
                        "the object has the key " + duplicate.group(1) + " twice",
                        "Keep one of them"));
            }
            return List.of(Problem.at(
                    place,
                    ErrorCode.JSON_MALFORMED,
                    "the line is not valid JSON: " + reason(exception),
                    "Write one complete JSON object on each line"));
        } catch (IOException exception) {
            return List.of(Utf8File.problem(file, exception));
        }
    }

    /** The parser's words, without the long list of what it would have liked better. */
    private static String reason(JsonProcessingException exception) {
        return String.valueOf(exception.getOriginalMessage())
                .replaceFirst("(?s)(: was expecting|: expected a valid|\\n| \\(start marker).*", "");
    }
}
