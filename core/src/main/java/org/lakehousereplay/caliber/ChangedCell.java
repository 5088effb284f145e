package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.Optional;
import org.lakehousereplay.compare.RowKey;

/**
 * A cell that two versions of a metric compute differently. Public API: read by renderers.
 *
 * @param key the key of the row
 * @param column the column
 * @param baseline the value in the baseline in canonical text; empty for NULL
 * @param candidate the value in the candidate in canonical text; empty for NULL
 * @param delta candidate minus baseline with its sign; empty where there is none to tell
 * @param relative the delta as a share of the baseline's value, {@code -0.03} for minus three per cent; empty where
 *     there is none to tell
 */
public record ChangedCell(
        RowKey key,
        String column,
        Optional<String> baseline,
        Optional<String> candidate,
        Optional<String> delta,
        Optional<BigDecimal> relative) {}
