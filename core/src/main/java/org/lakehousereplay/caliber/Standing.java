package org.lakehousereplay.caliber;

/** Whether a change may ship; later constants are worse. Public API. */
public enum Standing {
    /** Its level is below the one that breaks the build. */
    TOLERATED,
    /** An entry of {@code caliber-changes.yaml} covers it, with a reason. */
    DECLARED,
    /** Nobody has decided it. */
    UNDECLARED
}
