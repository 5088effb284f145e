package org.lakehousereplay.spi;

/** A table that cannot be read as it was asked for, told to the author of the fixture. Public SPI. */
public final class LakeTableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what is wrong
     * @param remedy what to do; may be empty
     */
    public LakeTableException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do; may be empty. */
    public String remedy() {
        return remedy;
    }
}
