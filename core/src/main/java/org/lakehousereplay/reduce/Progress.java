package org.lakehousereplay.reduce;

/** Hears how far a reduction is. For whoever starts one. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = (parts, trials) -> {};

    /**
     * Called whenever parts were removed.
     *
     * @param parts how many are left
     * @param trials how many trials were made
     */
    void reduced(long parts, long trials);
}
