package org.lakehousereplay.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lakehousereplay.baseline.GitRevision;
import org.lakehousereplay.fixture.DataDigest;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;
import org.lakehousereplay.run.PipelineDefinition;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.Provenance.Revision;

/** Finds out what a report tells besides results, while the run goes on, so that nobody waits for it. */
final class ReportFacts implements AutoCloseable {

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lakehouse-report-facts");
        thread.setDaemon(true);
        return thread;
    });
    private final Project project;
    private final Selection selection;

    /**
     * @param project where the files are
     * @param selection which pipelines are told
     */
    ReportFacts(Project project, Selection selection) {
        this.project = project;
        this.selection = selection;
    }

    /** What is being found out; asking for it waits until it is known. */
    final class Found {

        private final Future<Map<String, PipelineDefinition>> definitions;
        private final Future<Provenance> provenance;

        private Found(List<Pipeline> pipelines, List<Fixture> fixtures) {
            this.definitions = worker.submit(() -> definitions(pipelines));
            this.provenance = worker.submit(() -> ReportFacts.this.provenance(fixtures));
        }

        /** What a pipeline consists of; empty for one that is not told. */
        Optional<PipelineDefinition> definition(String pipeline) {
            return Optional.ofNullable(result(definitions).get(pipeline));
        }

        /** What the run stands on. */
        Provenance provenance() {
            return result(provenance);
        }
    }

    /**
     * Begins.
     *
     * @param pipelines the sound pipelines
     * @param fixtures the fixtures that take part
     */
    Found begin(List<Pipeline> pipelines, List<Fixture> fixtures) {
        return new Found(pipelines, fixtures);
    }

    private Map<String, PipelineDefinition> definitions(List<Pipeline> pipelines) {
        Map<String, PipelineDefinition> definitions = new HashMap<>();
        try (PipelineLineage lineage = new PipelineLineage()) {
            for (Pipeline pipeline : pipelines) {
                if (selection.includesPipeline(pipeline.name())) {
                    definitions.put(pipeline.name(), PipelineDefinition.of(pipeline, lineage));
                }
            }
        }
        return definitions;
    }

    private Provenance provenance(List<Fixture> fixtures) {
        Optional<Revision> revision = GitRevision.of(
                        project.baseDirectory(), List.of(project.pipelineDirectory(), project.fixtureDirectory()))
                .map(found -> new Revision(found.commit(), found.dirty()));
        return new Provenance(revision, DataDigest.of(fixtures));
    }

    private static <T> T result(Future<T> found) {
        try {
            return found.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
