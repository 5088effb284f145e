package org.lakehousereplay.spi;

/** An engine or table format that cannot be had, told to the user. */
public final class EngineUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message why it cannot be had
     * @param remedy what to do; may be empty
     */
    public EngineUnavailableException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do; may be empty. */
    public String remedy() {
        return remedy;
    }
}
