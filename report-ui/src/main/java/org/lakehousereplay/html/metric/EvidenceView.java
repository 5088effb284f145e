package org.lakehousereplay.html.metric;

import java.util.List;
import java.util.Optional;

/**
 * The raw rows behind a window, rendered by {@code metric/evidence.jte}.
 *
 * @param fixture the fixture
 * @param keyJson the key of the window, for the script
 * @param title the key, for people
 * @param facts how many rows there are in each version
 * @param sources the rows
 * @param command how the window is replayed
 */
public record EvidenceView(
        String fixture,
        String keyJson,
        String title,
        List<String> facts,
        List<Source> sources,
        Optional<String> command) {

    public EvidenceView {
        facts = List.copyOf(facts);
        sources = List.copyOf(sources);
    }

    /** Rows of a source, with a column for each version that tells what became of them, and what they add up to. */
    public record Source(
            String name, List<String> columns, List<String> versions, List<Row> rows, List<Sum> sums, String note) {

        public Source {
            columns = List.copyOf(columns);
            versions = List.copyOf(versions);
            rows = List.copyOf(rows);
            sums = List.copyOf(sums);
        }
    }

    /** A raw row; {@code differs} when its fate is not the same in all versions. */
    public record Row(long number, List<String> values, List<Fate> fates, boolean differs) {

        public Row {
            values = List.copyOf(values);
            fates = List.copyOf(fates);
        }
    }

    /** What became of a row: a glyph, words, where that was decided, and what the row adds. */
    public record Fate(String kind, String glyph, String text, String place, String contribution) {}

    /** What the rows of a source add to a measure in each version. */
    public record Sum(String measure, List<Part> parts, String difference) {

        public Sum {
            parts = List.copyOf(parts);
        }
    }

    /** The sum of a version. */
    public record Part(String version, String amount) {}
}
