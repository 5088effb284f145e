package org.lakehousereplay.report;

import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * The figures of a run. Public API: read by front ends that tell the outcome in a sentence.
 *
 * @param fixtures how many fixtures there are
 * @param asserted how many metrics on fixtures were compared or should have been
 * @param passed how many came out as expected
 * @param failed how many did not
 * @param errors how many could not be compared, and how many fixtures, pipelines and projects are broken as a whole
 * @param notAsserted how many ran without an expectation
 */
public record Totals(int fixtures, long asserted, long passed, long failed, long errors, long notAsserted) {

    /** The figures of a run. */
    public static Totals of(RunReport report) {
        long passed = report.count(Status.PASSED);
        long failed = report.count(Status.FAILED);
        long withoutOutput = report.count(Status.ERROR);
        long broken = report.problems().isEmpty() ? 0 : 1;
        for (PipelineResult pipeline : report.pipelines()) {
            broken += pipeline.problems().isEmpty() ? 0 : 1;
            for (FixtureResult fixture : pipeline.fixtures()) {
                broken += fixture.problems().isEmpty() ? 0 : 1;
            }
        }
        return new Totals(
                report.fixtures().size(),
                passed + failed + withoutOutput,
                passed,
                failed,
                withoutOutput + broken,
                report.count(Status.NOT_ASSERTED));
    }

    /** One line with all figures. */
    public String render() {
        return "Fixtures: " + fixtures + ", metrics asserted: " + asserted + ", passed: " + passed + ", failed: "
                + failed + ", errors: " + errors + ", not asserted: " + notAsserted;
    }
}
