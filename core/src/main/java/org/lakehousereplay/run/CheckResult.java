package org.lakehousereplay.run;

import java.math.BigDecimal;

/**
 * What came of a check that a metric declares. Public API: read by renderers.
 *
 * @param check the SQL expression
 * @param threshold the largest share of anomalous rows that is still fine, from 0 to 1
 * @param rows how many rows came out
 * @param anomalous for how many of them the expression is false
 */
public record CheckResult(String check, BigDecimal threshold, long rows, long anomalous) {

    /** Whether more rows are anomalous than may be. */
    public boolean failed() {
        // Compared without a division: a share need not have an end.
        return BigDecimal.valueOf(anomalous).compareTo(threshold.multiply(BigDecimal.valueOf(rows))) > 0;
    }
}
