package org.lakehousereplay.html.metric;

import java.util.ArrayList;
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

    private static boolean isMarked(FixtureCounts fixture) {
        return fixture.changed() > 0 || fixture.anomalies() > 0;
    }

    List<FixtureView> make(Map<String, List<EvidenceView>> evidence) {
        List<FixtureCounts> shown = counts.stream()
                .sorted((one, other) -> Boolean.compare(isMarked(other), isMarked(one)))
                .limit(MOST_FIXTURES)
                .toList();
        ShownRows reader = new ShownRows(rows);
        Map<Integer, List<ShownRow>> tables = new LinkedHashMap<>();
        tables.putAll(byFixture(reader.marked(fixtures(shown, true), MOST_MARKED_ROWS)));
        tables.putAll(byFixture(reader.first(fixtures(shown, false), MOST_ROWS)));
        List<FixtureView> views = new ArrayList<>();
        for (FixtureCounts fixture : shown) {
            MetricSubject.Fixture named = rows.subject().fixtures().get(fixture.fixture());
            List<ShownRow> found = tables.getOrDefault(fixture.fixture(), List.of());
            views.add(new FixtureView(
                    VisibleText.ofName(named.name()),
                    summary(fixture),
                    line(fixture),
                    table(fixture, found),
                    command(named, fixture, found),
                    evidence.getOrDefault(named.name(), List.of())));
        }
        return views;
    }

    private static List<Integer> fixtures(List<FixtureCounts> shown, boolean marked) {
        return shown.stream()
                .filter(fixture -> isMarked(fixture) == marked)
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
        boolean marked = isMarked(fixture);
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

    private Optional<TimeLine> line(FixtureCounts fixture) {
        if (fixture.rows() == 0) {
            return Optional.empty();
        }
        Optional<Integer> version = version(fixture);
        Optional<LineChoice> choice = version.map(number -> largest.get(number).get(fixture.fixture()))
                .map(LineChoice::of)
                .or(() -> LineChoice.of(rows, fixture));
        Optional<TimeLineData> data = choice.flatMap(found ->
                TimeLineData.read(rows, fixture, found.row(), found.measure(), version, TimeLineDrawing.PLACES));
        if (data.isEmpty()) {
            return Optional.empty();
        }
        String measure =
                VisibleText.ofColumn(rows.measures().get(choice.get().measure()).name());
        String dimensions = dimensions(fixture, choice.get().row());
        String title = dimensions.isEmpty() ? measure : texts.get("metric.line-title", measure, dimensions);
        Optional<Long> window = metric.metric().orElseThrow().window().flatMap(WindowTimes::seconds);
        return Optional.of(new TimeLineDrawing(rows, data.get(), version, window, texts)
                .draw(title, texts.get("metric.line-description", title, summary(fixture)), fixture.fixture()));
    }

    private String dimensions(FixtureCounts fixture, long number) {
        List<ShownRow> found = new ShownRows(rows).numbered(Set.of(fixture.fixture()), Set.of(number));
        Map<String, String> key = found.isEmpty() ? Map.of() : ExplorerMaking.key(rows, found.get(0));
        Map<String, String> others = new LinkedHashMap<>(key);
        rows.windowKey()
                .ifPresent(window -> others.remove(rows.keys().get(window).name()));
        return EvidenceMaking.title(others);
    }

    private Optional<String> command(MetricSubject.Fixture named, FixtureCounts fixture, List<ShownRow> found) {
        Optional<WindowDeclaration> window = metric.metric().orElseThrow().window();
        if (!isMarked(fixture)
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
