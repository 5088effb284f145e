package org.lakehousereplay.spi;

/** Which row kinds a table takes or gives. Public SPI. */
public enum RowKinds {
    /** Only {@code +I}. */
    INSERT_ONLY,
    /** {@code +I}, {@code +U} and {@code -D} by primary key, without the row before an update. */
    UPSERT,
    /** {@code +I}, {@code -U}, {@code +U} and {@code -D}. */
    CHANGELOG
}
