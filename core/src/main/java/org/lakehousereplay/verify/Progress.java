package org.lakehousereplay.verify;

/** Hears how far a run is. Public API: implemented by front ends; called from several threads. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = (done, total, current) -> {};

    /**
     * A fixture has finished.
     *
     * @param done how many have finished
     * @param total how many there are
     * @param current the fixture that has just finished, {@code pipeline/name}
     */
    void fixtureFinished(int done, int total, String current);
}
