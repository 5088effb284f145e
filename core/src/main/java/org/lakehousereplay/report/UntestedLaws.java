package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * Laws that no fixture of a run puts to the test. A law that says nothing on one fixture of many is no news; one that says
 * nothing on any looks as if it held.
 */
final class UntestedLaws {

    private UntestedLaws() {}

    /** A line for each metric that has such laws. */
    static List<String> lines(RunReport report) {
        List<String> lines = new ArrayList<>();
        for (PipelineResult pipeline : report.pipelines()) {
            reasons(pipeline).forEach((metric, reasons) -> {
                String laws = reasons.entrySet().stream()
                        .filter(law -> !law.getValue().tested)
                        .map(law -> "`" + VisibleText.ofName(law.getKey()) + "`"
                                + (law.getValue().text.isEmpty()
                                        ? ""
                                        : " (" + VisibleText.ofSentence(law.getValue().text) + ")"))
                        .collect(Collectors.joining(", "));
                if (!laws.isEmpty()) {
                    lines.add(VisibleText.ofName(pipeline.name() + "/" + metric) + ": " + laws);
                }
            });
        }
        return lines;
    }

    private static Map<String, Map<String, Reason>> reasons(PipelineResult pipeline) {
        Map<String, Map<String, Reason>> reasons = new TreeMap<>();
        for (FixtureResult fixture : pipeline.fixtures()) {
            for (MetricResult metric : fixture.metrics()) {
                for (LawResult law : metric.laws()) {
                    reasons.computeIfAbsent(metric.metric(), any -> new LinkedHashMap<>())
                            .merge(law.law(), Reason.of(law), Reason::and);
                }
            }
        }
        return reasons;
    }

    /**
     * Why a law was not tested.
     *
     * @param tested whether it was
     * @param text why it was not on the first fixture
     */
    private record Reason(boolean tested, String text) {

        static Reason of(LawResult law) {
            return switch (law.outcome()) {
                case HELD, BROKEN -> new Reason(true, "");
                case VACUOUS, NOT_TESTED -> new Reason(false, law.note());
            };
        }

        Reason and(Reason other) {
            return new Reason(tested || other.tested, text);
        }
    }
}
