package org.lakehousereplay.html.store;

import java.nio.file.Path;

/** The replay store of a run, open for reading. */
public final class ReplayStore implements AutoCloseable {

    private ReplayStore() {}

    /**
     * Opens the store.
     *
     * @param file the database file
     * @throws org.lakehousereplay.diagnostic.ProblemException when it is missing or cannot be read
     */
    public static ReplayStore open(Path file) {
        return new ReplayStore();
    }

    /**
     * Whether a model produced other rows in another version, on the fixtures that both ran on.
     *
     * @return false when nothing of that version is kept, as for a model whose SQL is the same
     */
    public boolean outputsDiffer(String pipeline, String version, String model) {
        return false;
    }

    @Override
    public void close() {}
}
