package org.lakehousereplay.verify;

import java.util.List;

/**
 * Which fixtures and metrics take part. Public API: built by front ends.
 *
 * @param fixtures globs over {@code pipeline/fixture}, such as {@code weekend-coupon/lunch*}; a glob without a slash
 *     selects whole pipelines; empty selects all
 * @param metrics globs over metric names; empty selects all
 */
public record Selection(List<String> fixtures, List<String> metrics) {

    public Selection {
        fixtures = List.copyOf(fixtures);
        metrics = List.copyOf(metrics);
    }

    /** Selects everything. */
    public static Selection all() {
        return new Selection(List.of(), List.of());
    }
}
