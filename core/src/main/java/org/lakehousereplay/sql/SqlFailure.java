package org.lakehousereplay.sql;

/** SQL that the engine refuses. Thrown to readers of SQL inside this library, who turn it into a problem of a file. */
public final class SqlFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient EngineError error;

    /** @param error what the engine says */
    public SqlFailure(EngineError error) {
        super(error.message());
        this.error = error;
    }

    /** What the engine says. */
    public EngineError error() {
        return error;
    }
}
