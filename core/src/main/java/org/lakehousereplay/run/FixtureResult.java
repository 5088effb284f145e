package org.lakehousereplay.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;

/**
 * What a fixture did.
 *
 * @param pipeline the name of its pipeline
 * @param name the name of its directory
 * @param description what it is about, for people; may be empty
 * @param directory its directory
 * @param clock the frozen time, if it declares one
 * @param timeZone the zone in which it was replayed
 * @param inputs what was loaded, by source name
 * @param metrics the results of its metrics, in dependency order
 * @param problems what kept the fixture as a whole from running or makes it unsound
 * @param duration how long its queries ran
 */
public record FixtureResult(
        String pipeline,
        String name,
        String description,
        Path directory,
        Optional<OffsetDateTime> clock,
        ZoneId timeZone,
        List<InputResult> inputs,
        List<MetricResult> metrics,
        List<Problem> problems,
        Duration duration) {

    public FixtureResult {
        inputs = List.copyOf(inputs);
        metrics = List.copyOf(metrics);
        problems = List.copyOf(problems);
    }

    /** The worst status of its metrics; ERROR when the fixture itself has a problem. */
    public Status status() {
        Status status = problems.isEmpty() ? Status.NOT_ASSERTED : Status.ERROR;
        for (MetricResult metric : metrics) {
            status = status.worse(metric.status());
        }
        return status;
    }

    /** {@code pipeline/name}, as it is selected by {@code lakehouse.fixture}. */
    public String id() {
        return pipeline + "/" + name;
    }
}
