package org.lakehousereplay.verify;

import java.util.List;

/**
 * Which fixtures and metrics take part. Public API: built by front ends. In a pattern {@code *} stands for any
 * characters and {@code ?} for one; case does not matter.
 *
 * @param fixtures patterns over {@code pipeline/fixture}, such as {@code weekend-coupon/lunch*}; a pattern without a
 *     slash selects whole pipelines; empty selects all
 * @param metrics patterns over metric names; empty selects all
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

    boolean includesFixture(String pipeline, String name) {
        if (fixtures.isEmpty()) {
            return true;
        }
        List<String> whole =
                fixtures.stream().filter(pattern -> !pattern.contains("/")).toList();
        List<String> single =
                fixtures.stream().filter(pattern -> pattern.contains("/")).toList();
        return new Globs(whole).matches(pipeline) || new Globs(single).matches(pipeline + "/" + name);
    }

    boolean includesPipeline(String pipeline) {
        return fixtures.isEmpty()
                || fixtures.stream().anyMatch(pattern -> new Globs(List.of(beforeSlash(pattern))).matches(pipeline));
    }

    private static String beforeSlash(String pattern) {
        int slash = pattern.indexOf('/');
        return slash < 0 ? pattern : pattern.substring(0, slash);
    }

    boolean includesMetric(String metric) {
        return new Globs(metrics).select(metric);
    }
}
