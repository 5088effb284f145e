package org.lakehousereplay.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.ShrunkFixture;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;

/**
 * Writes a fixture that was made smaller, as a whole or not at all. A fixture that somebody else wrote, or has worked on
 * since, is never replaced.
 */
final class ShrunkFixtureFiles {

    /** The first line of the settings, by which a fixture is known again. */
    static final String MARK =
            "# Written by mvn lakehouse:shrink, which replaces the fixture while this line stands here.";

    private static final String SETTINGS = "fixture.yaml";

    private final Path directory;

    /** @param directory the directory of the new fixture */
    ShrunkFixtureFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What the new fixture expects.
     *
     * @param metric the metric
     * @param format the format of the file
     * @param text the text of the file
     */
    record Expectation(String metric, DataFormat format, String text) {}

    /**
     * Says no before anybody waits for a result that could not be written.
     *
     * @throws ProblemException when something is in the place of the new fixture
     */
    void checkReplaceable() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<String> lines = Files.lines(directory.resolve(SETTINGS), StandardCharsets.UTF_8)) {
            if (lines.findFirst().map(MARK::equals).orElse(false)) {
                return;
            }
        } catch (IOException | UncheckedIOException unreadable) {
            // Then it is not what was written here.
        }
        throw new ProblemException(Problem.at(
                Location.of(directory),
                ErrorCode.CONFIGURATION_INVALID,
                "the fixture is there already, and was not written by mvn lakehouse:shrink",
                "Choose another name by -Dlakehouse.shrunkName, or remove it"));
    }

    /**
     * Writes the fixture.
     *
     * @param origin the fixture that it was made from
     * @param shrunk what is left of it
     * @param description what it shows
     * @param furtherRows whether the metric may have rows that are not expected
     */
    void write(Fixture origin, ShrunkFixture shrunk, String description, Expectation expectation, boolean furtherRows) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(SETTINGS, settings(origin.settings(), description, expectation.metric(), furtherRows));
        for (ShrunkFixture.Input input : shrunk.inputs()) {
            DataFormat format = format(origin, input);
            files.put("input/" + input.source() + format.suffix(), rows(input, format));
        }
        files.put("expected/" + expectation.metric() + expectation.format().suffix(), expectation.text());
        new FixtureDirectory(directory).write(files);
    }

    /** The format that the rows had, where people can read it; nested values are hard to read in CSV. */
    private static DataFormat format(Fixture origin, ShrunkFixture.Input input) {
        Optional<DataFormat> old = origin.inputs().stream()
                .filter(file -> file.source().equals(input.source()))
                .map(InputFile::format)
                .filter(format -> format == DataFormat.CSV || format == DataFormat.JSON_LINES)
                .findFirst();
        return old.orElse(format(input.columns()));
    }

    /** The format in which people can read such columns best. */
    static DataFormat format(List<Column> columns) {
        boolean nested = columns.stream().map(Column::type).anyMatch(ShrunkFixtureFiles::nested);
        return nested ? DataFormat.JSON_LINES : DataFormat.CSV;
    }

    private static boolean nested(String type) {
        return type.startsWith("STRUCT(") || type.startsWith("MAP(") || type.endsWith("]");
    }

    private static String rows(ShrunkFixture.Input input, DataFormat format) {
        return rows(input.columns(), input.rows(), format);
    }

    /** The text of a file with rows. */
    static String rows(List<Column> columns, List<List<Optional<String>>> rows, DataFormat format) {
        List<String> names = columns.stream().map(Column::name).toList();
        StringBuilder text = new StringBuilder();
        if (format == DataFormat.CSV) {
            text.append(RowText.csv(names.stream().map(Optional::of).toList())).append('\n');
        }
        for (List<Optional<String>> row : rows) {
            text.append(format == DataFormat.CSV ? RowText.csv(row) : RowText.json(names, columns, row))
                    .append('\n');
        }
        return text.toString();
    }

    private static String settings(FixtureSettings settings, String description, String metric, boolean furtherRows) {
        List<String> lines = new ArrayList<>(List.of(MARK, "description: " + RowText.quoted(description)));
        settings.clock().ifPresent(clock -> lines.add("clock: " + RowText.quoted(clock.toString())));
        lines.add("timeZone: " + RowText.quoted(settings.timeZone().getId()));
        settings.from().ifPresent(from -> lines.add("from: " + time(settings, from)));
        settings.to().ifPresent(to -> lines.add("to: " + time(settings, to)));
        if (furtherRows) {
            lines.add("contains: [" + RowText.quoted(metric) + "]");
        }
        if (!settings.tolerances().isEmpty()) {
            lines.add("tolerance:");
            new TreeMap<>(settings.tolerances()).forEach((name, columns) -> {
                lines.add("  " + RowText.quoted(name) + ":");
                new TreeMap<>(columns)
                        .forEach((column, tolerance) ->
                                lines.add("    " + RowText.quoted(column) + ": " + tolerance(tolerance)));
            });
        }
        return String.join("\n", lines) + "\n";
    }

    private static String time(FixtureSettings settings, Instant instant) {
        return RowText.quoted(
                instant.atZone(settings.timeZone()).toOffsetDateTime().toString());
    }

    private static String tolerance(Tolerance tolerance) {
        String kind = tolerance instanceof Tolerance.Absolute ? "absolute" : "relative";
        return "{" + kind + ": " + tolerance.bound().toPlainString() + "}";
    }
}
