package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.run.VersionBump;

/**
 * What a comparison with other versions looks like on the console: which baseline, a line for each metric with its
 * message below it, the most important first, and the figures at the end. Public API: called by front ends.
 */
public final class ComparisonSummary {

    /** How many messages are printed whole; the others are told in one line each. */
    static final int WHOLE_MESSAGES = 20;

    /** How many metrics of a baseline are told at all. */
    static final int TOLD_METRICS = 200;

    private static final int TOLD_BASELINES = 10;

    private final Path baseDirectory;
    private final List<ConsoleLine> lines = new ArrayList<>();
    private int messages;

    private ComparisonSummary(Path baseDirectory) {
        this.baseDirectory = baseDirectory;
    }

    /**
     * The lines of a comparison; none when the run was compared with nothing.
     *
     * @param report the run
     */
    public static List<ConsoleLine> lines(RunReport report) {
        ComparisonSummary summary = new ComparisonSummary(report.baseDirectory());
        report.comparison().ifPresent(comparison -> summary.add(report, comparison));
        return List.copyOf(summary.lines);
    }

    private void add(RunReport report, ComparisonResult comparison) {
        Optional<BaselineResult> gate = comparison.gateBaseline();
        gate.ifPresent(baseline -> line(
                Level.INFO,
                heading(baseline) + ", changes of level " + comparison.breakOn().label() + " "
                        + (comparison.breakOn() == ChangeLevel.MAJOR ? "" : "and above ") + "must be declared"));
        String note = BaselineNote.of(comparison);
        if (!note.isEmpty()) {
            line(gate.isPresent() ? Level.INFO : Level.WARN, note);
        }
        addCandidate(report);
        gate.ifPresent(baseline -> addGate(baseline, comparison));
        if (gate.isEmpty()) {
            addEntries(comparison);
        }
        comparison.versionBump().ifPresent(this::addVersionBump);
        addFurther(comparison);
        line(
                isFine(report, comparison) ? Level.INFO : Level.ERROR,
                ComparisonTotals.of(comparison).render());
    }

    private static boolean isFine(RunReport report, ComparisonResult comparison) {
        return !comparison.breaks() && report.status() != Status.ERROR;
    }

    private void addCandidate(RunReport report) {
        List<CandidateProblem> problems = CandidateProblem.of(report);
        for (CandidateProblem problem : problems.stream().limit(WHOLE_MESSAGES).toList()) {
            line(Level.ERROR, "ERROR " + problem.message().lines().get(0));
            problem.message().lines().stream().skip(1).forEach(text -> line(Level.ERROR, "  " + text));
        }
        if (problems.size() > WHOLE_MESSAGES) {
            line(
                    Level.ERROR,
                    "… and " + Quantity.of(problems.size() - WHOLE_MESSAGES, "more message") + ", see report.json");
        }
    }

    private static String heading(BaselineResult baseline) {
        String origin = baseline.origin().isEmpty() ? "" : " (" + VisibleText.ofProblem(baseline.origin()) + ")";
        return "Compared with " + VisibleText.ofName(baseline.label()) + origin;
    }

    private void addGate(BaselineResult baseline, ComparisonResult comparison) {
        if (!baseline.problems().isEmpty()) {
            line(Level.ERROR, "ERROR baseline " + VisibleText.ofName(baseline.label()));
            message(Level.ERROR, ProblemMessage.of(baseDirectory, baseline));
        }
        boolean entriesTold = false;
        List<MetricComparison> metrics = Importance.sorted(baseline.metrics());
        for (MetricComparison metric : metrics.stream().limit(TOLD_METRICS).toList()) {
            if (!entriesTold && metric.status().compareTo(ComparisonStatus.STALE) < 0) {
                addEntries(comparison);
                entriesTold = true;
            }
            addMetric(baseline.label(), metric);
        }
        if (!entriesTold) {
            addEntries(comparison);
        }
        if (metrics.size() > TOLD_METRICS) {
            line(
                    worst(metrics.get(TOLD_METRICS)),
                    "… and " + Quantity.of(metrics.size() - TOLD_METRICS, "more metric") + ", see report.json");
        }
    }

    private void addMetric(String baseline, MetricComparison metric) {
        Level level = worst(metric);
        boolean acted = metric.status().compareTo(ComparisonStatus.STALE) > 0;
        ComparisonMessage message = acted
                ? ComparisonMessage.of(baseDirectory, baseline, metric)
                : ComparisonMessage.brief(baseDirectory, baseline, metric);
        line(level, words(metric.status()).toUpperCase(Locale.ROOT) + " " + message.headline() + extent(metric));
        if (metric.status() == ComparisonStatus.IDENTICAL) {
            return;
        }
        messages++;
        if (messages <= WHOLE_MESSAGES) {
            message.lines().stream().skip(1).forEach(text -> line(level, "  " + text));
        }
    }

    private static String extent(MetricComparison metric) {
        if (metric.status() != ComparisonStatus.IDENTICAL) {
            return "";
        }
        return " (" + Quantity.of(metric.fixtures(), "fixture") + (metric.replayed() ? "" : ", the SQL is the same")
                + ")";
    }

    private static Level worst(MetricComparison metric) {
        if (metric.status().compareTo(ComparisonStatus.STALE) > 0) {
            return Level.ERROR;
        }
        boolean unobserved =
                metric.changes().stream().anyMatch(judged -> judged.change().kind() == ChangeKind.UNOBSERVED);
        return unobserved ? Level.WARN : Level.INFO;
    }

    static String words(ComparisonStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void addEntries(ComparisonResult comparison) {
        if (!comparison.entryProblems().isEmpty()) {
            ProblemMessage message = ProblemMessage.ofEntries(baseDirectory, comparison.entryProblems());
            line(Level.ERROR, "STALE " + message.lines().get(0));
            message.lines().stream().skip(1).forEach(text -> line(Level.ERROR, "  " + text));
        }
    }

    private void addVersionBump(VersionBump bump) {
        line(bump.breaks() ? Level.ERROR : Level.WARN, new VersionBumpMessage(bump).sentence());
    }

    private void addFurther(ComparisonResult comparison) {
        List<BaselineResult> further = comparison.furtherBaselines();
        further.stream().limit(TOLD_BASELINES).forEach(this::addFurther);
        if (further.size() > TOLD_BASELINES) {
            line(
                    Level.INFO,
                    "… and " + Quantity.of(further.size() - TOLD_BASELINES, "more baseline") + ", see report.json");
        }
    }

    private void addFurther(BaselineResult baseline) {
        Level level = baseline.status() == ComparisonStatus.ERROR ? Level.WARN : Level.INFO;
        line(level, heading(baseline) + " for information: " + ComparisonTotals.changed(baseline));
        if (!baseline.problems().isEmpty()) {
            message(level, ProblemMessage.of(baseDirectory, baseline));
        }
        List<MetricComparison> changed = Importance.sorted(baseline.metrics()).stream()
                .filter(metric -> metric.status() != ComparisonStatus.IDENTICAL)
                .toList();
        for (MetricComparison metric : changed.stream().limit(WHOLE_MESSAGES).toList()) {
            line(
                    level,
                    "  "
                            + ComparisonMessage.brief(baseDirectory, baseline.label(), metric)
                                    .headline());
        }
        if (changed.size() > WHOLE_MESSAGES) {
            line(level, "  … and " + Quantity.of(changed.size() - WHOLE_MESSAGES, "more metric") + ", see report.json");
        }
    }

    private void message(Level level, Message message) {
        message.lines().forEach(text -> line(level, "  " + text));
    }

    private void line(Level level, String text) {
        lines.add(new ConsoleLine(level, text));
    }
}
