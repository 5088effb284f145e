package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;

/**
 * The part of {@code summary.md} that tells how the candidate compares with other versions: a table of the changes, the
 * most important first, and their messages to be unfolded.
 */
final class ComparisonMarkdown {

    private static final int TABLE_ROWS = 100;
    private static final int TOLD_BASELINES = 10;
    private static final int SHOWN_LINKS = 8;

    /** What is kept for the sentences that tell how much was left out. */
    private static final int RESERVE = 300;

    private final ShownPaths paths;
    private final ComparisonResult comparison;
    private final StringBuilder text = new StringBuilder();
    private final List<String> rows = new ArrayList<>();
    private final List<Detail> details = new ArrayList<>();

    private ComparisonMarkdown(Path baseDirectory, ComparisonResult comparison) {
        this.paths = new ShownPaths(baseDirectory);
        this.comparison = comparison;
    }

    /**
     * A message to be unfolded.
     *
     * @param summary what is seen before, in HTML
     * @param whole makes the message; most of the messages of a large comparison are never seen
     * @param brief makes a shorter one, for lack of room
     * @param links the files to look at, in Markdown; may be empty
     */
    private record Detail(String summary, Supplier<Message> whole, Supplier<Message> brief, String links) {

        String render(Supplier<Message> message) {
            return "\n<details><summary>" + summary + "</summary>\n"
                    + MarkdownText.block(message.get().text()) + (links.isEmpty() ? "" : "\n" + links + "\n")
                    + "\n</details>\n";
        }
    }

    /** The text without a headline, of at most so many characters. */
    static String render(Path baseDirectory, ComparisonResult comparison, int room) {
        ComparisonMarkdown markdown = new ComparisonMarkdown(baseDirectory, comparison);
        markdown.collect();
        markdown.write(room);
        return markdown.text.toString();
    }

    private void collect() {
        Optional<BaselineResult> gate = comparison.gateBaseline();
        gate.filter(baseline -> !baseline.problems().isEmpty()).ifPresent(this::addProblems);
        List<MetricComparison> metrics =
                Importance.sorted(gate.map(BaselineResult::metrics).orElse(List.of()));
        metrics.stream()
                .filter(metric -> metric.status().compareTo(ComparisonStatus.STALE) > 0)
                .forEach(metric -> add(gate.orElseThrow().label(), metric));
        addEntries();
        metrics.stream()
                .filter(metric -> metric.status().compareTo(ComparisonStatus.STALE) < 0)
                .filter(metric -> metric.status() != ComparisonStatus.IDENTICAL)
                .forEach(metric -> add(gate.orElseThrow().label(), metric));
    }

    private void addProblems(BaselineResult baseline) {
        addRow(MarkdownText.code("baseline " + baseline.label()), "", "", "error", "", "");
        Message message = ProblemMessage.of(paths.baseDirectory(), baseline);
        details.add(new Detail("baseline " + MarkdownText.html(baseline.label()), () -> message, () -> message, ""));
    }

    private void addEntries() {
        if (comparison.entryProblems().isEmpty()) {
            return;
        }
        Set<Location> places = new LinkedHashSet<>();
        for (Problem problem : comparison.entryProblems()) {
            problem.location().ifPresent(places::add);
            String place = problem.location().map(this::link).orElse("");
            addRow(place, MarkdownText.code(problem.code().name()), "", "stale", "", "");
        }
        Message message = ProblemMessage.ofEntries(paths.baseDirectory(), comparison.entryProblems());
        details.add(new Detail("declared changes", () -> message, () -> message, links(places)));
    }

    private void add(String baseline, MetricComparison metric) {
        String name = MarkdownText.code(metric.pipeline() + "/" + metric.metric());
        if (!metric.problems().isEmpty()) {
            addRow(name, "", "", "error", "", "");
        }
        for (JudgedChange judged : metric.changes()) {
            addRow(
                    name,
                    judged.change().kind().label(),
                    judged.change().kind().level().label(),
                    standing(judged),
                    rows(judged),
                    LargestDelta.of(judged.change().observed()).stream()
                            .findFirst()
                            .map(largest -> MarkdownText.span(largest.amount()))
                            .orElse(""));
        }
        details.add(new Detail(
                MarkdownText.html(metric.pipeline() + "/" + metric.metric()) + " "
                        + ComparisonSummary.words(metric.status()) + kinds(metric),
                () -> ComparisonMessage.of(paths.baseDirectory(), baseline, metric),
                () -> ComparisonMessage.brief(paths.baseDirectory(), baseline, metric),
                links(places(metric))));
    }

    private static String standing(JudgedChange judged) {
        boolean unknown =
                judged.standing() == Standing.UNDECLARED && judged.change().kind() == ChangeKind.NOT_COMPARABLE;
        return unknown ? "not comparable" : ChangeMessage.words(judged.standing());
    }

    private static String kinds(MetricComparison metric) {
        String kinds = metric.changes().stream()
                .map(judged -> judged.change().kind().label())
                .distinct()
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "" : ": " + kinds;
    }

    /** How many rows differ on all fixtures, of those that one of the versions has. */
    private static String rows(JudgedChange judged) {
        long differing = 0;
        long all = 0;
        for (var difference : judged.change().observed()) {
            differing += difference.rows();
            all += difference.baselineRows() + difference.added();
        }
        return all == 0 ? "" : differing + " of " + all;
    }

    private void addRow(String... cells) {
        rows.add("| " + String.join(" | ", cells) + " |\n");
    }

    /** The model, the edits and the entries. */
    private static Set<Location> places(MetricComparison metric) {
        Set<Location> places = new LinkedHashSet<>();
        metric.modelFile().map(Location::of).ifPresent(places::add);
        metric.explanations().stream()
                .flatMap(explanation -> explanation.cells().stream())
                .flatMap(cell -> cell.parts().stream())
                .forEach(part -> part.place().ifPresent(places::add));
        metric.changes().stream()
                .flatMap(judged -> judged.entries().stream())
                .forEach(entry -> places.add(entry.location()));
        return places;
    }

    private String links(Set<Location> places) {
        String links = places.stream().limit(SHOWN_LINKS).map(this::link).collect(Collectors.joining(", "));
        return links.isEmpty() ? "" : "Files: " + links + (places.size() > SHOWN_LINKS ? ", …" : "");
    }

    private String link(Location place) {
        return MarkdownText.link(paths, paths.show(place.file()) + (place.line() > 0 ? ":" + place.line() : ""), place);
    }

    private void write(int room) {
        writeHeading();
        String ending = further();
        writeTable(room / 2);
        if (comparison.gateBaseline().stream()
                .flatMap(baseline -> baseline.metrics().stream())
                .flatMap(metric -> metric.changes().stream())
                .anyMatch(judged -> judged.standing() == Standing.UNDECLARED)) {
            text.append("\nWhat is meant is declared by `mvn lakehouse:declare`, with a reason for each change;"
                    + " what is not meant is a regression.\n");
        }
        writeDetails(room - ending.length() - RESERVE);
        text.append(ending);
    }

    private void writeHeading() {
        Optional<BaselineResult> gate = comparison.gateBaseline();
        gate.ifPresent(baseline -> text.append("Compared with ")
                .append(name(baseline))
                .append("; changes of level ")
                .append(comparison.breakOn().label())
                .append(comparison.breakOn() == ChangeLevel.MAJOR ? "" : " and above")
                .append(" must be declared. ")
                .append(ComparisonTotals.of(comparison).render())
                .append(".\n"));
        String note = BaselineNote.of(comparison);
        if (!note.isEmpty()) {
            text.append(gate.isPresent() ? "\n" : "")
                    .append(MarkdownText.span(note))
                    .append('\n');
        }
        comparison.versionBump().ifPresent(bump -> text.append('\n')
                .append(MarkdownText.span(new VersionBumpMessage(bump).sentence()))
                .append('\n'));
    }

    /** {@code `1.0.0` (`org.example:shop:1.0.0`)}. */
    private static String name(BaselineResult baseline) {
        return MarkdownText.code(baseline.label())
                + (baseline.origin().isEmpty() ? "" : " (" + MarkdownText.code(baseline.origin()) + ")");
    }

    private void writeTable(int room) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("""

                | metric | change | level | standing | rows | largest delta |
                | --- | --- | --- | --- | --- | --- |
                """);
        int shown = 0;
        for (String row : rows) {
            if (shown == TABLE_ROWS || text.length() + row.length() > room) {
                break;
            }
            text.append(row);
            shown++;
        }
        if (shown < rows.size()) {
            text.append("\n… and ")
                    .append(Quantity.of(rows.size() - shown, "more row"))
                    .append(".\n");
        }
    }

    private void writeDetails(int room) {
        int shown = 0;
        for (Detail detail : details) {
            String block = detail.render(detail.whole());
            if (text.length() + block.length() > room) {
                block = detail.render(detail.brief());
            }
            if (text.length() + block.length() > room) {
                break;
            }
            text.append(block);
            shown++;
        }
        if (shown < details.size()) {
            text.append("\n… and ")
                    .append(Quantity.of(details.size() - shown, "more message"))
                    .append(", see `report.json`.\n");
        }
    }

    private String further() {
        List<BaselineResult> further = comparison.furtherBaselines();
        StringBuilder lines = new StringBuilder();
        for (BaselineResult baseline : further.stream().limit(TOLD_BASELINES).toList()) {
            lines.append("\nAlso compared with ")
                    .append(name(baseline))
                    .append(", for information: ")
                    .append(baseline.problems().isEmpty() ? ComparisonTotals.changed(baseline) : "error")
                    .append(".\n");
        }
        if (further.size() > TOLD_BASELINES) {
            lines.append("\n… and ")
                    .append(Quantity.of(further.size() - TOLD_BASELINES, "more baseline"))
                    .append(".\n");
        }
        return lines.toString();
    }
}
