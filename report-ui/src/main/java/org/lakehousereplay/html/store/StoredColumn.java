package org.lakehousereplay.html.store;

import org.lakehousereplay.engine.duckdb.CanonicalText;
import org.lakehousereplay.pipeline.Column;

/**
 * A column of a table of the store.
 *
 * @param name its name
 * @param type the engine's name of its type
 */
public record StoredColumn(String name, String type) {

    /** Whether its values are numbers. */
    public boolean numeric() {
        return column().numeric();
    }

    /** An expression for the canonical text of one of its values. */
    String text(String value) {
        return CanonicalText.of(column(), value);
    }

    /** An expression for the exact difference of two of its values, with its sign; NULL where there is none. */
    String delta(String actual, String other) {
        return CanonicalText.delta(column(), actual, other);
    }

    private Column column() {
        return new Column(name, type, true);
    }
}
