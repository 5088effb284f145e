package org.lakehousereplay.tck;

/** The column types that every engine has. Public API for authors of engines. */
public enum StandardType {
    /** True or false. */
    BOOLEAN,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    BIGINT,
    /** A decimal number with 18 digits, 2 of them behind the point. */
    DECIMAL,
    /** A binary floating-point number of 64 bits. */
    DOUBLE,
    /** A text of any length. */
    TEXT,
    /** A day. */
    DATE,
    /** A local time with at least milliseconds. */
    TIMESTAMP,
    /** A point in time with at least milliseconds. */
    ZONED_TIMESTAMP
}
