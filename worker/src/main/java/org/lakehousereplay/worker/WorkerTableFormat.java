package org.lakehousereplay.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;

/** A table format of the worker, seen from the build. */
final class WorkerTableFormat implements LakeTableFormat {

    /** Longer than anybody waits for the rows of a fixture. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Workshop workshop;
    private final PlugIn plugIn;

    WorkerTableFormat(Workshop workshop, PlugIn plugIn) {
        this.workshop = workshop;
        this.plugIn = plugIn;
    }

    @Override
    public String name() {
        return plugIn.name();
    }

    @Override
    public synchronized LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        try {
            return attempt(request);
        } catch (NoAnswerException once) {
            // What else the process did may have been to blame.
            Files.deleteIfExists(request.output());
        }
        try {
            return attempt(request);
        } catch (NoAnswerException twice) {
            EngineProblem problem = twice.ending().problem("the table format " + name(), workshop.settings());
            throw new LakeTableException(problem.message(), problem.remedy());
        }
    }

    private LakeTableRows attempt(LakeTableRequest request) throws IOException, LakeTableException, NoAnswerException {
        try {
            return (LakeTableRows) workshop.with(plugIn)
                    .call(call -> new Request.ReadTable(call, name(), request), PATIENCE, outcome -> {});
        } catch (RefusedException exception) {
            Reply.Failure failure = exception.failure();
            if (failure.kind() == Reply.Failure.Kind.FILE) {
                throw new IOException(failure.message(), exception);
            }
            throw new LakeTableException(failure.message(), failure.remedy());
        }
    }
}
