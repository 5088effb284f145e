package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;

/**
 * An entry of {@code caliber-changes.yaml}: a change that somebody has decided. Public API: read by renderers.
 *
 * @param pipeline the pipeline of the metric
 * @param metric the metric
 * @param kind the kind of change
 * @param baseline the label of the baseline it was decided against, such as {@code 1.0.0} or {@code git:main}
 * @param fixtures the fixtures on which the change may show
 * @param columns the columns that may differ
 * @param keys for some key columns, the values that differing rows may have, in canonical text
 * @param deltas for some columns, the bounds that candidate minus baseline may have
 * @param reason why; empty until somebody fills it in
 * @param decidedBy who decided, if told
 * @param decidedOn when it was decided, if told
 * @param expires the last day on which the entry holds, if it has one
 * @param location where the entry begins
 */
public record DeclaredChange(
        String pipeline,
        String metric,
        ChangeKind kind,
        String baseline,
        List<String> fixtures,
        List<String> columns,
        Map<String, List<String>> keys,
        Map<String, Bounds> deltas,
        String reason,
        Optional<String> decidedBy,
        Optional<LocalDate> decidedOn,
        Optional<LocalDate> expires,
        Location location) {

    public DeclaredChange {
        fixtures = List.copyOf(fixtures);
        columns = List.copyOf(columns);
        Map<String, List<String>> copies = new LinkedHashMap<>();
        keys.forEach((column, values) -> copies.put(column, List.copyOf(values)));
        keys = Collections.unmodifiableMap(copies);
        // In the order of the file, which messages follow; Map.copyOf has another order in every JVM.
        deltas = Collections.unmodifiableMap(new LinkedHashMap<>(deltas));
    }

    /** {@code pipeline/metric}. */
    public String subject() {
        return pipeline + "/" + metric;
    }

    /** Whether the two are about the same kind of change of the same metric against the same baseline. */
    boolean sameChangeAs(DeclaredChange other) {
        return pipeline.equals(other.pipeline)
                && metric.equalsIgnoreCase(other.metric)
                && kind == other.kind
                && baseline.equals(other.baseline);
    }

    /** Whether it is about this change, against whatever baseline. */
    boolean isAbout(CaliberChange change) {
        return pipeline.equals(change.pipeline()) && metric.equalsIgnoreCase(change.metric()) && kind == change.kind();
    }

    /** The same decision about another scope. */
    DeclaredChange withScope(Scope scope) {
        return new DeclaredChange(
                pipeline,
                metric,
                kind,
                baseline,
                scope.fixtures(),
                scope.columns(),
                scope.keys(),
                scope.deltas(),
                reason,
                decidedBy,
                decidedOn,
                expires,
                location);
    }

    /** Whether the two differ in nothing but their places. */
    boolean saysTheSameAs(DeclaredChange other) {
        return equals(new DeclaredChange(
                other.pipeline,
                other.metric,
                other.kind,
                other.baseline,
                other.fixtures,
                other.columns,
                other.keys,
                other.deltas,
                other.reason,
                other.decidedBy,
                other.decidedOn,
                other.expires,
                location));
    }

    /**
     * A closed range of differences.
     *
     * @param from the smallest
     * @param to the largest
     */
    public record Bounds(BigDecimal from, BigDecimal to) {}
}
