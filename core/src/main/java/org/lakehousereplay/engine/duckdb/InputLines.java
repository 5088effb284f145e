package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.rows.CsvTextRows;
import org.lakehousereplay.rows.JsonTextRows;
import org.lakehousereplay.rows.TextRows;

/** Says on which line of which file a row of an input stands. The files are read when it is asked first. */
final class InputLines {

    private final Optional<InputFile> input;
    private Optional<List<Location>> lines = Optional.empty();

    /**
     * @param fixture the fixture
     * @param source a source of it
     */
    InputLines(FixtureState fixture, Source source) {
        FixtureSettings settings = fixture.fixture().settings();
        // A replay range leaves rows out, and nobody kept account of which.
        boolean whole = source.eventTime().isEmpty()
                || (settings.from().isEmpty() && settings.to().isEmpty());
        this.input = fixture.fixture().inputs().stream()
                .filter(candidate -> whole
                        && candidate.source().equals(source.name())
                        && (candidate.format() == DataFormat.CSV || candidate.format() == DataFormat.JSON_LINES)
                        // What changes leave in the end stands on no line by itself, nor need rows that are sorted.
                        && !RowKindCheck.changes(source, candidate)
                        && settings.arrivals().column().isEmpty())
                .findFirst();
    }

    /**
     * The line of a row, if it is known.
     *
     * @param place which row of the input it is, from 0
     */
    Optional<Location> of(long place) {
        if (input.isEmpty()) {
            return Optional.empty();
        }
        if (lines.isEmpty()) {
            lines = Optional.of(read(input.get()));
        }
        return place < lines.get().size() ? Optional.of(lines.get().get((int) place)) : Optional.empty();
    }

    private static List<Location> read(InputFile input) {
        List<Location> places = new ArrayList<>();
        try {
            for (Path part : input.parts()) {
                TextRows rows = input.format() == DataFormat.JSON_LINES
                        ? new JsonTextRows(part, Set.of(), Set.of())
                        : new CsvTextRows(part);
                rows.read(List.of(), row -> places.add(Location.of(part, (int) row.line())));
            }
        } catch (ProblemException unreadable) {
            // It was read before, so it has just gone away; the row is shown without its line.
            return List.of();
        }
        return places;
    }
}
