package org.lakehousereplay.engine.duckdb;

import org.lakehousereplay.compare.RowKey;

/** What must stay as it is while a fixture is made smaller. For the entry points of the library. */
public sealed interface ShrinkAim {

    /**
     * The metric still differs from an older version, in a way in which it does on the whole fixture.
     *
     * @param label the older version, which was replayed
     */
    record StillDiffers(String label) implements ShrinkAim {}

    /**
     * The metric still has a row, exactly as it has on the whole fixture.
     *
     * @param key the key of the row
     */
    record RowStays(RowKey key) implements ShrinkAim {}
}
