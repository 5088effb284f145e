package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlWatermark;

/** A constant time in a condition is elsewhere; what comes late is waited for longer, or not as long. */
final class CutOffOperator implements Operator {

    private final Tools tools;

    CutOffOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (Interval.of(site.node()).isPresent()) {
            return late(site, Interval.of(site.node()).get());
        }
        boolean compares = Conditions.isComparison(site.node()) || site.node().getKind() == SqlKind.BETWEEN;
        if (!compares || Nodes.isConstant(site.node())) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (SqlNode operand : ((SqlCall) site.node()).getOperandList()) {
            Times.written(operand).ifPresent(time -> moved(site, operand, time, changes));
        }
        return changes;
    }

    private void moved(Site site, SqlNode constant, String written, List<Change> changes) {
        for (int by : List.of(1, -1)) {
            Times.moved(written, by)
                    .ifPresent(other -> changes.addAll(tools.written(
                            Mistake.CUT_OFF,
                            site.inside(constant),
                            Times.with(constant, other),
                            Prose.of(site.node()),
                            Prose.of(site.node()).replace(Prose.of(constant), Times.with(constant, other)),
                            "the line would be drawn at " + other + " instead of " + written + site.into())));
        }
    }

    private List<Change> late(Site site, Interval limit) {
        Optional<Site> sum = site.around()
                .filter(around ->
                        around.node().getKind() == SqlKind.PLUS || around.node().getKind() == SqlKind.MINUS);
        boolean watermark = site.setting() == Clause.WATERMARK;
        Optional<Site> shown = watermark ? sum : sum.flatMap(CutOffOperator::condition);
        if (shown.isEmpty()) {
            return List.of();
        }
        List<Interval> others = new ArrayList<>(List.of(limit.twice()));
        limit.half().ifPresent(others::add);
        String before = watermark ? watermark(site) : "";
        List<Change> changes = new ArrayList<>();
        for (Interval other : others) {
            String words = watermark
                    ? "rows could come up to " + other.words() + " late instead of " + limit.words()
                    : "the limit would be " + other.words() + " instead of " + limit.words() + site.into();
            String old = before + Prose.of(shown.get().node());
            changes.addAll(tools.written(
                    Mistake.LATE_CUT_OFF,
                    site,
                    other.sql(),
                    old,
                    old.replace(Prose.of(site.node()), other.sql()),
                    words));
        }
        return changes;
    }

    private static Optional<Site> condition(Site sum) {
        return sum.around()
                .filter(around ->
                        Conditions.isComparison(around.node()) || around.node().getKind() == SqlKind.BETWEEN);
    }

    private static String watermark(Site site) {
        return site.nearest(around -> around.node() instanceof SqlWatermark)
                .map(around ->
                        "WATERMARK FOR " + Prose.of(((SqlWatermark) around.node()).getEventTimeColumnName()) + " AS ")
                .orElse("");
    }
}
