package org.lakehousereplay.reduce;

/** What a trial showed. For whoever implements {@link Reducible}. */
public enum Trial {
    /** What must go on being true still is, so the parts are not needed. */
    HOLDS,
    /** It is no longer true, or cannot be told. */
    BROKEN,
    /** The trial was ended before it showed anything, and no further one is to be made. */
    CUT_SHORT
}
