package org.lakehousereplay.verify;

/** Hears how far a shrinking is. Public API: implemented by front ends. */
@FunctionalInterface
public interface ShrinkProgress {

    /** Hears nothing. */
    ShrinkProgress SILENT = (rows, replays) -> {};

    /**
     * Rows were removed.
     *
     * @param rows how many are left
     * @param replays how many replays it took
     */
    void shrunk(long rows, long replays);
}
