package org.lakehousereplay.verify;

import java.time.Duration;

/** Hears how far a mutation run is. Public API: implemented by front ends; called from several threads. */
@FunctionalInterface
public interface MutationProgress {

    /** Hears nothing. */
    MutationProgress SILENT = (done, total, remaining) -> {};

    /**
     * A mutant has been tried.
     *
     * @param done how many have been tried
     * @param total how many there are
     * @param remaining how long the rest will take if it goes on like that
     */
    void mutantTried(int done, int total, Duration remaining);
}
