package org.lakehousereplay.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.mutation.PipelineMutation;

/**
 * What a run did and found. Everything in it but durations follows from the files alone, so two runs on the same tree
 * are equal. Public API: the source of every rendering.
 *
 * @param baseDirectory the project directory, against which paths are shown
 * @param provenance what it stood on
 * @param engine the engine and its version, such as {@code DuckDB v1.5.6}
 * @param pipelines the results by pipeline name
 * @param problems what concerns no single pipeline
 * @param comparison how it compares with other versions, if that was asked
 * @param mutation what the fixtures would have missed, by pipeline; empty when that was not asked
 * @param duration how long the run took
 */
public record RunReport(
        Path baseDirectory,
        Provenance provenance,
        String engine,
        List<PipelineResult> pipelines,
        List<Problem> problems,
        Optional<ComparisonResult> comparison,
        List<PipelineMutation> mutation,
        Duration duration) {

    public RunReport {
        mutation = List.copyOf(mutation);
        pipelines = List.copyOf(pipelines);
        problems = List.copyOf(problems);
    }

    /** A run of which nobody has measured what its fixtures would miss. */
    public RunReport(
            Path baseDirectory,
            Provenance provenance,
            String engine,
            List<PipelineResult> pipelines,
            List<Problem> problems,
            Optional<ComparisonResult> comparison,
            Duration duration) {
        this(baseDirectory, provenance, engine, pipelines, problems, comparison, List.of(), duration);
    }

    /** A run that was compared with no other version, and of which nobody knows what it stood on. */
    public RunReport(
            Path baseDirectory,
            String engine,
            List<PipelineResult> pipelines,
            List<Problem> problems,
            Duration duration) {
        this(baseDirectory, Provenance.UNKNOWN, engine, pipelines, problems, Optional.empty(), duration);
    }

    /** The same run with what it stood on. */
    public RunReport standingOn(Provenance known) {
        return new RunReport(baseDirectory, known, engine, pipelines, problems, comparison, mutation, duration);
    }

    /** The same run with a comparison. */
    public RunReport comparedBy(ComparisonResult result) {
        return new RunReport(
                baseDirectory, provenance, engine, pipelines, problems, Optional.of(result), mutation, duration);
    }

    /** The same run with what its fixtures would have missed. */
    public RunReport mutatedBy(List<PipelineMutation> found) {
        return new RunReport(baseDirectory, provenance, engine, pipelines, problems, comparison, found, duration);
    }

    /** The same run with further problems that concern no single pipeline. */
    public RunReport withProblems(List<Problem> further) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(further);
        return new RunReport(baseDirectory, provenance, engine, pipelines, all, comparison, mutation, duration);
    }

    /** The worst status of its pipelines; ERROR when the run itself has a problem. */
    public Status status() {
        Status status = problems.isEmpty() ? Status.NOT_ASSERTED : Status.ERROR;
        for (PipelineResult pipeline : pipelines) {
            status = status.worse(pipeline.status());
        }
        return status;
    }

    /** All fixtures, by pipeline and name. */
    public List<FixtureResult> fixtures() {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.fixtures().stream())
                .toList();
    }

    /** How many metrics on fixtures came out so. */
    public long count(Status status) {
        return fixtures().stream()
                .flatMap(fixture -> fixture.metrics().stream())
                .filter(metric -> metric.status() == status)
                .count();
    }
}
