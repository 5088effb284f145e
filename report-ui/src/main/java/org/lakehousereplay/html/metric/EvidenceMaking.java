package org.lakehousereplay.html.metric;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.run.ReportRun.WindowDeclaration;
import org.lakehousereplay.html.store.EvidenceRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.SignedNumber;
import org.lakehousereplay.report.VisibleText;

/** Lays the raw rows of windows side by side, one column for each version. */
final class EvidenceMaking {

    /** The version that is being built, as the store names it. */
    private static final String CANDIDATE = "candidate";

    /** So many windows of a metric have their raw rows on the page. */
    private static final int MOST_WINDOWS = 100;

    private final EvidenceRows store;
    private final MetricSubject subject;
    private final ReportRun run;
    private final PipelineRun pipeline;
    private final EvidencePolicy policy;
    private final Texts texts;

    EvidenceMaking(
            EvidenceRows store,
            MetricSubject subject,
            ReportRun run,
            PipelineRun pipeline,
            EvidencePolicy policy,
            Texts texts) {
        this.store = store;
        this.subject = subject;
        this.run = run;
        this.pipeline = pipeline;
        this.policy = policy;
        this.texts = texts;
    }

    /**
     * The evidence of all windows, by fixture.
     *
     * @param window the window of the metric
     * @param commands the commands of the fixtures
     */
    Map<String, List<EvidenceView>> make(Optional<WindowDeclaration> window, Map<String, ReplayCommand> commands) {
        Map<List<String>, List<EvidenceRows.Window>> windows = new LinkedHashMap<>();
        store.windows(subject).forEach(found -> windows.computeIfAbsent(
                        List.of(found.fixture(), found.key()), any -> new ArrayList<>())
                .add(found));
        Map<String, List<EvidenceView>> views = new LinkedHashMap<>();
        windows.values().stream().limit(MOST_WINDOWS).forEach(versions -> views.computeIfAbsent(
                        versions.get(0).fixture(), any -> new ArrayList<>())
                .add(view(versions, window, commands)));
        return views;
    }

    private EvidenceView view(
            List<EvidenceRows.Window> versions,
            Optional<WindowDeclaration> window,
            Map<String, ReplayCommand> commands) {
        EvidenceRows.Window first = versions.get(0);
        Map<String, Long> totals = new TreeMap<>();
        List<EvidenceRows.Row> rows = store.rows(subject, first.fixture(), first.key(), policy.rowLimit(), totals);
        List<String> names = versions.stream()
                .map(EvidenceRows.Window::version)
                .sorted((one, other) -> Boolean.compare(other.equals(CANDIDATE), one.equals(CANDIDATE)))
                .distinct()
                .toList();
        Map<String, Map<String, Map<String, BigDecimal>>> sums =
                store.contributions(subject, first.fixture(), first.key());
        List<EvidenceView.Source> sources = new ArrayList<>();
        Set<String> order = new LinkedHashSet<>();
        rows.forEach(row -> order.add(row.source()));
        order.addAll(totals.keySet());
        order.forEach(source -> sources.add(source(
                source,
                totals.get(source),
                rows.stream().filter(row -> row.source().equals(source)).toList(),
                sums(sums.getOrDefault(source, Map.of()), names),
                names)));
        Optional<String> command = window.flatMap(
                declared -> command(first, declared, Optional.ofNullable(commands.get(first.fixture()))));
        return new EvidenceView(
                first.fixture(),
                first.key(),
                title(first.cells()),
                versions.stream().map(this::fact).toList(),
                sources,
                command);
    }

    private Optional<String> command(
            EvidenceRows.Window window, WindowDeclaration declared, Optional<ReplayCommand> command) {
        String zone = subject.fixtures().stream()
                .filter(fixture -> fixture.name().equals(window.fixture()))
                .map(MetricSubject.Fixture::timeZone)
                .findFirst()
                .orElse("UTC");
        return Optional.ofNullable(window.cells().get(declared.column()))
                .flatMap(text -> WindowTimes.wall(text, zone))
                .flatMap(start -> command.flatMap(found -> command(found, start, declared)));
    }

    static Optional<String> command(ReplayCommand command, LocalDateTime start, WindowDeclaration window) {
        return WindowTimes.end(start, window)
                .flatMap(end -> command.of(WindowTimes.text(start), WindowTimes.text(end)));
    }

    /** {@code window_start 2024-05-18T12:00:00, channel app}. */
    static String title(Map<String, String> key) {
        return key.entrySet().stream()
                .map(cell -> VisibleText.ofColumn(cell.getKey()) + " "
                        + VisibleText.ofValue(Optional.ofNullable(cell.getValue())))
                .collect(Collectors.joining(", "));
    }

    private String name(String version) {
        return version.equals(CANDIDATE) ? texts.get("metric.actual") : VisibleText.ofName(version);
    }

    private String fact(EvidenceRows.Window window) {
        String fact = texts.get("metric.evidence-rows", name(window.version()), window.inWindow(), window.examined());
        return window.stopped().isEmpty() ? fact : fact + " " + VisibleText.ofSentence(window.stopped());
    }

    private EvidenceView.Source source(
            String source,
            long total,
            List<EvidenceRows.Row> rows,
            List<EvidenceView.Sum> sums,
            List<String> versions) {
        Map<Long, Map<String, EvidenceRows.Row>> byNumber = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (EvidenceRows.Row row : rows) {
            byNumber.computeIfAbsent(row.number(), any -> new LinkedHashMap<>()).put(row.version(), row);
            columns.addAll(row.values().keySet());
        }
        List<String> all = List.copyOf(columns);
        List<String> shown = policy.shownColumns(source, all);
        // What a row adds to a sum may be the very value that is not to be shown.
        boolean open = shown.size() == all.size() && isOpen(source, rows, shown);
        List<EvidenceView.Row> views = new ArrayList<>();
        byNumber.forEach((number, found) -> {
            Map<String, String> values = found.values().iterator().next().values();
            views.add(new EvidenceView.Row(
                    number,
                    shown.stream()
                            .map(column -> policy.shown(source, column, values.get(column)))
                            .toList(),
                    versions.stream()
                            .map(version -> fate(Optional.ofNullable(found.get(version)), version, open))
                            .toList(),
                    found.values().stream()
                                            .map(EvidenceRows.Row::fate)
                                            .distinct()
                                            .count()
                                    > 1
                            || found.size() < versions.size()));
        });
        String note = views.size() < total ? texts.get("metric.evidence-cut", views.size(), total) : "";
        return new EvidenceView.Source(
                VisibleText.ofName(source),
                shown.stream().map(VisibleText::ofColumn).toList(),
                versions.stream().map(this::name).toList(),
                views,
                sums,
                note);
    }

    /** Whether all values of a source are shown as they are. */
    private boolean isOpen(String source, Collection<EvidenceRows.Row> rows, List<String> columns) {
        return rows.stream().limit(1).allMatch(row -> columns.stream().allMatch(column -> {
            String value = row.values().get(column);
            return policy.shown(source, column, value).equals(VisibleText.ofValue(Optional.ofNullable(value)));
        }));
    }

    private EvidenceView.Fate fate(Optional<EvidenceRows.Row> row, String version, boolean open) {
        if (row.isEmpty()) {
            return new EvidenceView.Fate("unknown", "–", texts.get("metric.fate-unknown"), "", "");
        }
        String contribution = !open
                ? ""
                : row.get().contribution().entrySet().stream()
                        .map(amount -> VisibleText.ofColumn(amount.getKey()) + " "
                                + SignedNumber.ofDelta(String.valueOf(amount.getValue())))
                        .collect(Collectors.joining(", "));
        return switch (row.get().fate()) {
            case "counted" -> new EvidenceView.Fate("counted", "✓", texts.get("metric.fate-counted"), "", contribution);
            case "excluded" ->
                new EvidenceView.Fate("excluded", "✗", excluded(row.get()), place(row.get(), version), contribution);
            case "late" ->
                new EvidenceView.Fate(
                        "late", "◷", texts.get("metric.fate-late"), place(row.get(), version), contribution);
            case "duplicate" ->
                new EvidenceView.Fate(
                        "duplicate", "⧉", texts.get("metric.fate-duplicate"), place(row.get(), version), contribution);
            default ->
                new EvidenceView.Fate(
                        "no-effect", "–", texts.get("metric.fate-no-effect"), place(row.get(), version), contribution);
        };
    }

    private String excluded(EvidenceRows.Row row) {
        return row.predicate()
                .map(predicate -> texts.get("metric.fate-excluded-by", VisibleText.ofSentence(predicate)))
                .orElseGet(() -> texts.get("metric.fate-excluded"));
    }

    /** {@code src/main/lakehouse/shop/gmv.sql:12:3}. */
    private String place(EvidenceRows.Row row, String version) {
        return row.model()
                .map(model -> VisibleText.ofName(file(model, version).orElse(model))
                        + row.line().map(line -> ":" + line).orElse("")
                        + row.column().map(column -> ":" + column).orElse(""))
                .orElse("");
    }

    private Optional<String> file(String model, String version) {
        List<ModelText> older = run.comparison().stream()
                .flatMap(comparison -> comparison.baselines().stream())
                .filter(baseline -> baseline.label().equals(version))
                .map(BaselineRun::pipelines)
                .flatMap(List::stream)
                .filter(texts -> texts.name().equals(pipeline.name()))
                .flatMap(texts -> texts.models().stream())
                .toList();
        List<ModelText> models = new ArrayList<>(older);
        models.addAll(pipeline.models());
        return models.stream()
                .filter(candidate -> candidate.name().equals(model))
                .flatMap(candidate -> candidate.file().stream())
                .findFirst();
    }

    private List<EvidenceView.Sum> sums(Map<String, Map<String, BigDecimal>> contributions, List<String> versions) {
        List<EvidenceView.Sum> sums = new ArrayList<>();
        contributions.forEach((measure, byVersion) -> {
            List<EvidenceView.Part> parts = new ArrayList<>();
            versions.forEach(version -> parts.add(new EvidenceView.Part(
                    name(version), SignedNumber.of(byVersion.getOrDefault(version, BigDecimal.ZERO)))));
            String difference = versions.size() == 2
                    ? SignedNumber.of(byVersion
                            .getOrDefault(versions.get(0), BigDecimal.ZERO)
                            .subtract(byVersion.getOrDefault(versions.get(1), BigDecimal.ZERO)))
                    : "";
            sums.add(new EvidenceView.Sum(VisibleText.ofColumn(measure), parts, difference));
        });
        return sums;
    }
}
