package org.lakehousereplay.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;

/**
 * What a pipeline did.
 *
 * @param name the name of the pipeline
 * @param directory its directory
 * @param definition what it consists of; empty when it is unsound, or the run is not reported
 * @param fixtures the results of its fixtures, by name
 * @param problems what makes the pipeline unsound; its fixtures did not run then
 */
public record PipelineResult(
        String name,
        Path directory,
        Optional<PipelineDefinition> definition,
        List<FixtureResult> fixtures,
        List<Problem> problems) {

    public PipelineResult {
        fixtures = List.copyOf(fixtures);
        problems = List.copyOf(problems);
    }

    /** A pipeline of which nobody knows what it consists of. */
    public PipelineResult(String name, Path directory, List<FixtureResult> fixtures, List<Problem> problems) {
        this(name, directory, Optional.empty(), fixtures, problems);
    }

    /** The worst status of its fixtures; ERROR when the pipeline itself has a problem. */
    public Status status() {
        Status status = problems.isEmpty() ? Status.NOT_ASSERTED : Status.ERROR;
        for (FixtureResult fixture : fixtures) {
            status = status.worse(fixture.status());
        }
        return status;
    }
}
