package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWindow;

/** The frame of a window function begins elsewhere, and {@code LAG} becomes {@code LEAD}. */
final class FrameOperator implements Operator {

    private final Tools tools;

    FrameOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (site.node() instanceof SqlWindow window && window.getLowerBound() instanceof SqlCall bound) {
            return bound.getKind() == SqlKind.PRECEDING || bound.operandCount() == 1
                    ? frame(site.inside(bound).inside(bound.operand(0)))
                    : List.of();
        }
        if (site.node().getKind() == SqlKind.OVER) {
            Site call = site.inside(((SqlCall) site.node()).operand(0));
            return switch (Nodes.function(call.node())) {
                case "LAG" -> neighbour(call, "LEAD", "the row after it, not before it,");
                case "LEAD" -> neighbour(call, "LAG", "the row before it, not after it,");
                default -> List.of();
            };
        }
        return List.of();
    }

    private List<Change> neighbour(Site call, String other, String words) {
        return tools.change(
                Mistake.FRAME,
                call,
                Nodes.renamed((SqlCall) call.node(), other),
                words + " would be looked at" + call.into());
    }

    private List<Change> frame(Site size) {
        List<Change> changes = new ArrayList<>();
        Optional<BigDecimal> rows = Nodes.number(size.node());
        if (rows.isPresent()) {
            for (BigDecimal other :
                    List.of(rows.get().add(BigDecimal.ONE), rows.get().subtract(BigDecimal.ONE))) {
                if (other.signum() >= 0) {
                    changes.addAll(change(size, other.toPlainString(), rows(other), rows(rows.get())));
                }
            }
        }
        Optional<Interval> length = Interval.of(size.node());
        if (length.isPresent()) {
            List<Interval> others = new ArrayList<>(List.of(length.get().twice()));
            length.get().half().ifPresent(others::add);
            for (Interval other : others) {
                changes.addAll(
                        change(size, other.sql(), other.words(), length.get().words()));
            }
        }
        return changes;
    }

    private List<Change> change(Site size, String written, String after, String before) {
        String of = size.intoColumn().map(column -> " of " + column).orElse("");
        return tools.written(
                Mistake.FRAME,
                size,
                written,
                Prose.of(size.node()) + " PRECEDING",
                written + " PRECEDING",
                "the frame" + of + " would reach " + after + " far, not " + before);
    }

    private static String rows(BigDecimal number) {
        return number.toPlainString() + (number.compareTo(BigDecimal.ONE) == 0 ? " row" : " rows");
    }
}
