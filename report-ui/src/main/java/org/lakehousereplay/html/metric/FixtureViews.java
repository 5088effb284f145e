package org.lakehousereplay.html.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.WindowDeclaration;
import org.lakehousereplay.html.store.DifferenceCount;
import org.lakehousereplay.html.store.FixtureCounts;
import org.lakehousereplay.html.store.LargestDelta;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.store.ShownRow;
import org.lakehousereplay.html.store.ShownRows;
import org.lakehousereplay.html.store.TimeLineData;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/** Makes what a reader without a script sees of each fixture. */
final class FixtureViews {

    /** So many fixtures are shown whole; a page with thousands would not open. */
    private static final int MOST_FIXTURES = 40;

    private static final int MOST_MARKED_ROWS = 200;
    private static final int MOST_ROWS = 50;

    private final MetricRows rows;
    private final List<FixtureCounts> counts;
    private final ModelText metric;
    private final Map<String, ReplayCommand> commands;
    private final Texts texts;
    private final List<Map<Integer, DifferenceCount>> differing = new ArrayList<>();
    private final List<Map<Integer, LargestDelta>> largest = new ArrayList<>();

    FixtureViews(
            MetricRows rows,
            List<FixtureCounts> counts,
            ModelText metric,
            Map<String, ReplayCommand> commands,
            Texts texts) {
        this.rows = rows;
        this.counts = counts;
        this.metric = metric;
        this.commands = commands;
        this.texts = texts;
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            differing.add(DifferenceCount.of(rows, version));
            largest.add(LargestDelta.of(rows, version));
        }
    }

    /** What is not shown; empty when all is. */
    String note() {
        return counts.size() > MOST_FIXTURES ? texts.get("metric.fixtures-cut", MOST_FIXTURES, counts.size()) : "";
    }

    List<FixtureView> make(Map<String, List<EvidenceView>> evidence) {
        List<FixtureCounts> shown = counts.stream()
                .sorted((one, other) -> Boolean.compare(other.isMarked(), one.isMarked()))
                .limit(MOST_FIXTURES)
                .toList();
        ShownRows reader = new ShownRows(rows);
        Map<Integer, List<ShownRow>> tables = new LinkedHashMap<>();
        tables.putAll(byFixture(reader.marked(fixtures(shown, true), MOST_MARKED_ROWS)));
        tables.putAll(byFixture(reader.first(fixtures(shown, false), MOST_ROWS)));
        Map<Integer, TimeLine> lines = lines(shown);
        List<FixtureView> views = new ArrayList<>();
        for (FixtureCounts fixture : shown) {
            MetricSubject.Fixture named = rows.subject().fixtures().get(fixture.fixture());
            List<ShownRow> found = tables.getOrDefault(fixture.fixture(), List.of());
            views.add(new FixtureView(
                    VisibleText.ofName(named.name()),
                    summary(fixture),
                    Optional.ofNullable(lines.get(fixture.fixture())),
                    table(fixture, found),
                    command(named, fixture, found),
                    evidence.getOrDefault(named.name(), List.of())));
        }
        return views;
    }

    private static List<Integer> fixtures(List<FixtureCounts> shown, boolean marked) {
        return shown.stream()
                .filter(fixture -> fixture.isMarked() == marked)
                .map(FixtureCounts::fixture)
                .toList();
    }

    private static Map<Integer, List<ShownRow>> byFixture(List<ShownRow> found) {
        return found.stream().collect(Collectors.groupingBy(ShownRow::fixture));
    }

    private String summary(FixtureCounts fixture) {
        List<String> parts = new ArrayList<>();
        String name = rows.subject().fixtures().get(fixture.fixture()).name();
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            MetricSubject.Version subject = rows.subject().versions().get(version);
            if (subject.fixtures().contains(name)) {
                long differs = Optional.ofNullable(differing.get(version).get(fixture.fixture()))
                        .map(DifferenceCount::rows)
                        .orElse(0L);
                parts.add(
                        subject.expectation()
                                ? texts.get("metric.differ-from-expected", differs)
                                : texts.get("metric.differ-from", differs, VisibleText.ofName(subject.label())));
            }
        }
        if (fixture.anomalies() > 0) {
            parts.add(texts.get("metric.anomalies", fixture.anomalies()));
        }
        String rowsText = texts.get("metric.rows", fixture.rows());
        return parts.isEmpty() ? rowsText : texts.get("metric.summary", rowsText, String.join(", ", parts));
    }

    private RowsTable table(FixtureCounts fixture, List<ShownRow> found) {
        boolean marked = fixture.isMarked();
        String note = "";
        if (marked && found.size() == MOST_MARKED_ROWS) {
            long all = marked(fixture);
            note = all > found.size() ? texts.get("metric.marked-cut", found.size(), all, place(fixture)) : "";
        } else if (!marked && fixture.rows() > found.size()) {
            note = texts.get("metric.rows-cut", found.size(), fixture.rows(), place(fixture));
        }
        String caption = marked ? texts.get("metric.marked-rows") : texts.get("metric.first-rows");
        return new RowsTableMaking(rows, texts).make(caption, found, marked, note);
    }

    private long marked(FixtureCounts fixture) {
        return new ShownRows(rows).countMarked(fixture.fixture());
    }

    /** The table of the store that has all rows: of the differences where there is just one, else the output. */
    private String place(FixtureCounts fixture) {
        String schema = rows.subject().pipeline();
        List<Integer> versions = new ArrayList<>();
        for (int version = 0; version < differing.size(); version++) {
            if (differing.get(version).containsKey(fixture.fixture())) {
                versions.add(version);
            }
        }
        if (versions.size() == 1 && fixture.anomalies() == 0) {
            MetricSubject.Version version = rows.subject().versions().get(versions.get(0));
            schema += (version.expectation() ? "" : "@" + version.label()) + " difference";
        }
        return VisibleText.ofName('"' + schema + "\".\"" + rows.subject().metric() + '"');
    }

    /** The version whose difference is told on a fixture: the first that differs. */
    private Optional<Integer> version(FixtureCounts fixture) {
        for (int version = 0; version < differing.size(); version++) {
            if (differing.get(version).containsKey(fixture.fixture())) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private Map<Integer, TimeLine> lines(List<FixtureCounts> shown) {
        List<TimeLineData.Wanted> wanted =
                shown.stream().flatMap(fixture -> wanted(fixture).stream()).toList();
        Map<Integer, TimeLineData> found = TimeLineData.read(rows, wanted, TimeLineDrawing.PLACES);
        List<TimeLineData.Wanted> drawn = wanted.stream()
                .filter(line -> found.containsKey(line.fixture().fixture()))
                .toList();
        Map<Integer, String> dimensions = dimensions(drawn);
        Optional<Long> window = metric.metric().orElseThrow().window().flatMap(WindowTimes::seconds);
        Map<Integer, TimeLine> lines = new HashMap<>();
        for (TimeLineData.Wanted line : drawn) {
            int fixture = line.fixture().fixture();
            String measure =
                    VisibleText.ofColumn(rows.measures().get(line.measure()).name());
            String chosen = dimensions.getOrDefault(fixture, "");
            String title = chosen.isEmpty() ? measure : texts.get("metric.line-title", measure, chosen);
            String description = texts.get("metric.line-description", title, summary(line.fixture()));
            lines.put(
                    fixture,
                    new TimeLineDrawing(rows, found.get(fixture), line.version(), window, texts)
                            .draw(title, description, fixture));
        }
        return lines;
    }

    private Optional<TimeLineData.Wanted> wanted(FixtureCounts fixture) {
        if (fixture.rows() == 0) {
            return Optional.empty();
        }
        Optional<Integer> version = version(fixture);
        return version.map(number -> largest.get(number).get(fixture.fixture()))
                .map(LineChoice::of)
                .or(() -> LineChoice.of(rows, fixture))
                .map(choice -> new TimeLineData.Wanted(fixture, choice.row(), choice.measure(), version));
    }

    /** What is chosen of the key beside the window, by fixture. */
    private Map<Integer, String> dimensions(List<TimeLineData.Wanted> lines) {
        if (rows.keys().size() < 2) {
            return Map.of();
        }
        Map<Integer, String> dimensions = new HashMap<>();
        Set<Integer> fixtures =
                lines.stream().map(line -> line.fixture().fixture()).collect(Collectors.toSet());
        Set<Long> numbers = lines.stream().map(TimeLineData.Wanted::row).collect(Collectors.toSet());
        for (ShownRow row : new ShownRows(rows).numbered(fixtures, numbers)) {
            Map<String, String> others = new LinkedHashMap<>(ExplorerMaking.key(rows, row));
            rows.windowKey()
                    .ifPresent(window -> others.remove(rows.keys().get(window).name()));
            dimensions.put(row.fixture(), EvidenceMaking.title(others));
        }
        return dimensions;
    }

    private Optional<String> command(MetricSubject.Fixture named, FixtureCounts fixture, List<ShownRow> found) {
        Optional<WindowDeclaration> window = metric.metric().orElseThrow().window();
        if (!fixture.isMarked()
                || found.isEmpty()
                || window.isEmpty()
                || rows.windowKey().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.get(0).key().get(rows.windowKey().get()))
                .flatMap(text -> WindowTimes.wall(text, named.timeZone()))
                .flatMap(start -> Optional.ofNullable(commands.get(named.name()))
                        .flatMap(command -> EvidenceMaking.command(command, start, window.get())));
    }
}
