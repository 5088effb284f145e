package org.lakehousereplay.compare;

import java.util.Optional;

/**
 * A cell whose actual value is not the expected one.
 *
 * @param key the row
 * @param column the column
 * @param expected the expected value; empty for NULL
 * @param actual the actual value; empty for NULL
 * @param delta actual minus expected in exact decimal text, for numbers; a length such as {@code +00:09:00} for
 *     times; empty where there is no difference to tell
 */
public record CellDifference(
        RowKey key, String column, Optional<String> expected, Optional<String> actual, Optional<String> delta) {}
