package org.lakehousereplay.spi;

import java.io.Serializable;
import java.time.Instant;

/** A version of a table. Public SPI. */
public sealed interface LakeTableVersion extends Serializable {

    /**
     * The number that the format counts its versions or snapshots by.
     *
     * @param number the number
     */
    record Numbered(long number) implements LakeTableVersion {}

    /**
     * The version that was current at a time.
     *
     * @param time the time
     */
    record At(Instant time) implements LakeTableVersion {}

    /**
     * A tag or branch.
     *
     * @param name its name
     */
    record Named(String name) implements LakeTableVersion {}
}
