package org.lakehousereplay.caliber;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a judgement depends on besides changes and entries. Public API: made by whoever compares versions.
 *
 * @param baseline the label of the baseline, such as {@code 1.0.0} or {@code git:main}
 * @param breakOn the lowest level of change that must be declared
 * @param today the day against which dates are held, in UTC; given, so that a judgement never reads the clock
 * @param partial whether only some fixtures or metrics were compared, so that what is not observed proves nothing
 * @param metrics all metrics of either version as {@code pipeline/metric}
 */
public record Circumstances(
        String baseline, ChangeLevel breakOn, LocalDate today, boolean partial, Set<String> metrics) {

    public Circumstances {
        metrics = Set.copyOf(metrics);
    }

    /** Whether an entry has been decided against the baseline that is in use. */
    boolean concern(DeclaredChange entry) {
        return entry.baseline().equals(baseline);
    }

    /** Whether an entry has been decided against a release, and another one is the baseline now. */
    boolean overtook(DeclaredChange entry) {
        return !concern(entry) && isRelease(baseline) && isRelease(entry.baseline());
    }

    /** A plain version; everything else says by a prefix what it is: {@code git:main}, {@code dir:../old}. */
    private static boolean isRelease(String label) {
        return label.indexOf(':') < 0;
    }

    boolean knowsMetric(DeclaredChange entry) {
        return metrics.stream().anyMatch(entry.subject()::equalsIgnoreCase);
    }
}
