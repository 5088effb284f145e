package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.MetricState;
import org.lakehousereplay.html.part.ProblemItem;
import org.lakehousereplay.html.run.ReportRun.CheckRun;
import org.lakehousereplay.html.run.ReportRun.Finding;
import org.lakehousereplay.html.run.ReportRun.FirstOfFinding;
import org.lakehousereplay.html.run.ReportRun.LawRun;
import org.lakehousereplay.html.run.ReportRun.MetricRun;
import org.lakehousereplay.html.run.ReportRun.NoteRun;
import org.lakehousereplay.html.run.ReportRun.Smallest;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.RecordCommand;
import org.lakehousereplay.report.VisibleText;

/**
 * How a metric came out on a fixture.
 *
 * @param fixture the fixture
 * @param status how it came out
 * @param expectedRows how many rows were expected; empty when nothing was
 * @param actualRows how many came out
 * @param findings what differs, a sentence each
 * @param checks what came of each check and of each law
 * @param expectedFile the file with the expected rows, where it is worth a look; else empty
 * @param record the command that accepts the output as the expectation; empty where that would not help
 * @param problems what went wrong
 */
public record ReplayRow(
        String fixture,
        Badge status,
        Optional<Long> expectedRows,
        long actualRows,
        List<String> findings,
        List<CheckItem> checks,
        String expectedFile,
        Optional<String> record,
        List<ProblemItem> problems) {

    private static final int FIRST = 3;

    /**
     * What came of a check or of a law.
     *
     * @param check the expression, or the law
     * @param badge whether it holds
     * @param text how many rows break it, or how it was tested
     */
    public record CheckItem(String check, Badge badge, String text) {}

    static List<ReplayRow> of(MetricCase metric, Texts texts) {
        return metric.replays().stream()
                .sorted(Comparator.comparing(replay -> worst(replay.metric())))
                .map(replay -> of(metric.pipeline().name(), replay, texts))
                .toList();
    }

    private static ReplayRow of(String pipeline, MetricCase.Replay replay, Texts texts) {
        MetricRun metric = replay.metric();
        return new ReplayRow(
                VisibleText.ofName(replay.fixture().name()),
                Badge.ofExpectation(metric.status(), texts),
                metric.expectedFile().map(file -> metric.expectedRows()),
                metric.actualRows(),
                Stream.concat(
                                metric.findings().stream().map(finding -> sentence(finding, texts)),
                                metric.notes().stream().map(note -> sentence(note, texts)))
                        .toList(),
                Stream.concat(
                                metric.checks().stream().map(check -> check(check, metric, texts)),
                                metric.laws().stream().map(law -> law(law, texts)))
                        .toList(),
                metric.expectedFile()
                        .filter(file -> !metric.status().equals("PASSED"))
                        .map(VisibleText::ofName)
                        .orElse(""),
                recordable(metric)
                        ? Optional.of(new RecordCommand(
                                        pipeline + "/" + replay.fixture().name(), Optional.of(metric.name()))
                                .render())
                        : Optional.empty(),
                ProblemItem.of("", metric.problems()));
    }

    /** What needs a look comes first. */
    private static MetricState worst(MetricRun metric) {
        return MetricState.ofExpectation(metric.status());
    }

    /** Not where the output contradicts the metric or another engine: recording it would be refused or in vain. */
    private static boolean recordable(MetricRun metric) {
        return metric.status().equals("FAILED")
                && metric.findings().stream()
                        .noneMatch(finding -> finding.type().equals("MisalignedWindows")
                                || finding.type().equals("FailedCheck")
                                || finding.type().equals("LawBroken")
                                || finding.type().equals("EnginesDisagree")
                                || finding.type().equals("DuplicateKeys")
                                        && finding.side().equals(Optional.of("ACTUAL")));
    }

    private static CheckItem check(CheckRun check, MetricRun metric, Texts texts) {
        boolean failed = metric.findings().stream()
                .anyMatch(finding ->
                        finding.type().equals("FailedCheck") && finding.check().equals(Optional.of(check.check())));
        String status = failed ? "FAILED" : "PASSED";
        return new CheckItem(
                VisibleText.ofName(check.check()),
                Badge.ofCheck(status, texts),
                check.anomalous() == 0
                        ? texts.get("check.none", check.rows())
                        : texts.get(
                                "check.rows", check.anomalous(), check.rows(), VisibleText.ofName(check.threshold())));
    }

    private static CheckItem law(LawRun law, Texts texts) {
        String status =
                switch (law.outcome()) {
                    case "HELD" -> "PASSED";
                    case "BROKEN" -> "FAILED";
                    case "VACUOUS" -> "NOT_ASSERTED";
                    default -> "ERROR";
                };
        return new CheckItem(
                VisibleText.ofName(law.law()),
                Badge.ofCheck(status, texts),
                law.note().map(VisibleText::ofName).orElseGet(() -> texts.get("law.trials", law.trials())));
    }

    private static String broken(Finding finding, Texts texts) {
        String text = texts.get(
                "finding.LawBroken",
                finding.law().map(VisibleText::ofName).orElse(""),
                finding.trial().map(VisibleText::ofName).orElse(""),
                finding.total());
        return text
                + finding.smallest()
                        .map(smallest -> texts.get(
                                "finding.smallest", smallest.rowsLeft(), smallest.rowsBefore(), places(smallest)))
                        .orElse("");
    }

    private static String places(Smallest smallest) {
        return smallest.rows().stream()
                .limit(FIRST)
                .map(row -> row.file()
                        .map(file -> VisibleText.ofName(file) + ":" + row.line())
                        .orElseGet(() -> VisibleText.ofName(row.source())))
                .collect(Collectors.joining(" · "));
    }

    private static String sentence(Finding finding, Texts texts) {
        String columns = finding.columns().stream().map(VisibleText::ofColumn).collect(Collectors.joining(", "));
        String text =
                switch (finding.type()) {
                    case "ChangedCells" ->
                        texts.get("finding.ChangedCells", finding.total(), finding.rows(), columns)
                                + (finding.roundingOnly() ? texts.get("finding.rounding") : "");
                    case "MissingRows", "UnexpectedRows", "WrongOrder" ->
                        texts.get("finding." + finding.type(), finding.total());
                    case "DuplicateKeys" ->
                        texts.get("finding.DuplicateKeys." + finding.side().orElse(""), finding.total());
                    case "MissingColumns" -> texts.get("finding.MissingColumns", columns);
                    case "MisalignedWindows" ->
                        texts.get(
                                "finding.MisalignedWindows",
                                finding.total(),
                                finding.size().map(VisibleText::ofName).orElse(""));
                    case "FailedCheck" ->
                        texts.get(
                                "finding.FailedCheck",
                                finding.check().map(VisibleText::ofName).orElse(""),
                                finding.total(),
                                finding.rows());
                    case "EnginesDisagree" -> disagreement(finding, texts);
                    case "LawBroken" -> broken(finding, texts);
                    default -> VisibleText.ofName(finding.type()) + ": " + finding.total();
                };
        String first = first(finding.first());
        return first.isEmpty() ? text : text + texts.get("finding.first", first);
    }

    private static String disagreement(Finding finding, Texts texts) {
        String differences = finding.differences().stream()
                .map(difference -> sentence(difference, texts))
                .collect(Collectors.joining("; "));
        return texts.get(
                "finding.EnginesDisagree",
                finding.on().map(VisibleText::ofName).orElse(""),
                differences.isEmpty() ? texts.get("finding.WrongOrder", finding.total()) : differences,
                finding.looksLike().stream().map(VisibleText::ofName).collect(Collectors.joining(", ")));
    }

    private static String sentence(NoteRun note, Texts texts) {
        if (note.type().equals("LateRows")) {
            return texts.get(
                    "note.LateRows",
                    VisibleText.ofName(note.on()),
                    note.rows(),
                    note.source().map(VisibleText::ofName).orElse(""),
                    note.windows().stream()
                            .limit(FIRST)
                            .map(window -> VisibleText.ofName(window.window()) + " (" + window.rows() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return texts.get(
                "note.Excused",
                VisibleText.ofName(note.on()),
                note.rows(),
                note.reason().map(VisibleText::ofName).orElse(""));
    }

    private static String first(List<FirstOfFinding> first) {
        List<String> shown = new ArrayList<>();
        for (FirstOfFinding one : first) {
            String key = one.text().map(Shown::value).orElseGet(() -> Shown.key(one.key()));
            if (!key.isEmpty() && !shown.contains(key) && shown.size() < FIRST) {
                shown.add(key);
            }
        }
        return String.join(" · ", shown);
    }
}
