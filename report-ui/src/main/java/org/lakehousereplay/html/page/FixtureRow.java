package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A fixture in the table of fixtures.
 *
 * @param pipeline its pipeline
 * @param name its name
 * @param description what it is about
 * @param status how its metrics came out
 * @param clock the frozen time; may be empty
 * @param timeZone its time zone
 * @param inputs how many rows of which source
 * @param asserted how many metrics were checked
 * @param failed how many of them are not as expected
 * @param millis how long it took
 * @param duration the same to be read
 */
public record FixtureRow(
        String pipeline,
        String name,
        String description,
        Badge status,
        String clock,
        String timeZone,
        String inputs,
        long asserted,
        long failed,
        long millis,
        String duration) {

    static List<FixtureRow> of(ReportRun run, Texts texts) {
        List<FixtureRow> rows = new ArrayList<>();
        for (PipelineRun pipeline : run.pipelines()) {
            for (FixtureRun fixture : pipeline.fixtures()) {
                rows.add(of(pipeline, fixture, texts));
            }
        }
        rows.sort(Comparator.comparingInt(row -> row.status().rank()));
        return List.copyOf(rows);
    }

    private static FixtureRow of(PipelineRun pipeline, FixtureRun fixture, Texts texts) {
        return new FixtureRow(
                VisibleText.ofName(pipeline.name()),
                VisibleText.ofName(fixture.name()),
                VisibleText.ofSentence(fixture.description()),
                Badge.ofExpectation(fixture.status(), texts),
                fixture.clock().map(VisibleText::ofName).orElse(""),
                VisibleText.ofName(fixture.timeZone()),
                fixture.inputs().stream()
                        .map(input -> texts.get("fixtures.input", VisibleText.ofName(input.source()), input.rows()))
                        .collect(Collectors.joining(texts.get("list.comma"))),
                fixture.metrics().stream()
                        .filter(metric -> !metric.status().equals("NOT_ASSERTED"))
                        .count(),
                fixture.metrics().stream()
                        .filter(metric -> !metric.status().equals("NOT_ASSERTED")
                                && !metric.status().equals("PASSED"))
                        .count(),
                fixture.durationMillis(),
                RunFacts.duration(fixture.durationMillis(), texts));
    }
}
