package org.lakehousereplay.verify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.lakehousereplay.baseline.GitRevision;
import org.lakehousereplay.fixture.DataDigest;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.Provenance.Revision;

/** Finds out what a run stands on while the run goes on, so that nobody waits for it. */
final class ProvenanceSearch implements AutoCloseable {

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lakehouse-provenance");
        thread.setDaemon(true);
        return thread;
    });
    private final Project project;

    /** @param project where the files are */
    ProvenanceSearch(Project project) {
        this.project = project;
    }

    /**
     * Begins.
     *
     * @param fixtures the fixtures that take part
     * @return gives what was found, and waits for it when need be
     */
    Supplier<Provenance> begin(List<Fixture> fixtures) {
        Future<Provenance> found = worker.submit(() -> find(fixtures));
        return () -> result(found);
    }

    private Provenance find(List<Fixture> fixtures) {
        Optional<Revision> revision = GitRevision.of(
                        project.baseDirectory(), List.of(project.pipelineDirectory(), project.fixtureDirectory()))
                .map(found -> new Revision(found.commit(), found.dirty()));
        return new Provenance(revision, DataDigest.of(fixtures));
    }

    private static Provenance result(Future<Provenance> found) {
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
