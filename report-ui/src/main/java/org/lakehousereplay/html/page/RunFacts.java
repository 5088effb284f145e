package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/** Under which circumstances a run took place. */
final class RunFacts {

    private static final int SHORT_HASH = 12;

    private RunFacts() {}

    static List<Fact> of(ReportRun run, Texts texts) {
        List<Fact> facts = new ArrayList<>();
        run.comparison()
                .flatMap(ReportComparison::gate)
                .ifPresent(gate -> facts.add(new Fact(
                        texts.get("fact.gate"),
                        VisibleText.ofName(gate)
                                + run.comparison().orElseThrow().baselines().stream()
                                        .filter(baseline -> baseline.label().equals(gate))
                                        .map(baseline -> " (" + VisibleText.ofName(baseline.origin()) + ")")
                                        .findFirst()
                                        .orElse(""),
                        false)));
        run.comparison()
                .map(ReportComparison::breakOn)
                .ifPresent(level -> facts.add(new Fact(
                        texts.get("fact.break-on"),
                        texts.get("fact.break-on.value", VisibleText.ofName(level)),
                        false)));
        run.revision()
                .ifPresent(revision -> facts.add(new Fact(
                        texts.get("fact.revision"),
                        VisibleText.ofName(shortened(revision.commit()))
                                + (revision.dirty() ? " " + texts.get("fact.dirty") : ""),
                        true)));
        facts.add(new Fact(texts.get("fact.engine"), VisibleText.ofName(run.engine()), false));
        facts.add(new Fact(texts.get("fact.time-zone"), timeZones(run), false));
        run.dataDigest()
                .ifPresent(digest -> facts.add(new Fact(texts.get("fact.digest"), VisibleText.ofName(digest), true)));
        facts.add(new Fact(
                texts.get("fact.fixtures"),
                texts.get(
                        "fact.fixtures.value",
                        run.totals().fixtures(),
                        run.totals().asserted()),
                false));
        facts.add(new Fact(texts.get("fact.duration"), duration(run.durationMillis(), texts), false));
        return List.copyOf(facts);
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(SHORT_HASH, commit.length()));
    }

    private static String timeZones(ReportRun run) {
        return run.pipelines().stream()
                .flatMap(RunFacts::timeZones)
                .distinct()
                .sorted()
                .map(VisibleText::ofName)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> timeZones(PipelineRun pipeline) {
        return Stream.concat(
                pipeline.timeZone().stream(), pipeline.fixtures().stream().map(FixtureRun::timeZone));
    }

    static String duration(long millis, Texts texts) {
        return millis < 1000
                ? texts.get("duration.millis", millis)
                : texts.get("duration.seconds", String.format(Locale.ROOT, "%.1f", millis / 1000.0));
    }
}
