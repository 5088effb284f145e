package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Windows of {@code TUMBLE}, {@code HOP}, {@code CUMULATE} and {@code SESSION} get another size, or begin later. */
final class WindowOperator implements Operator {

    private static final Set<String> WINDOWS = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");

    private final Tools tools;

    WindowOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (!WINDOWS.contains(Nodes.function(site.node()))) {
            return List.of();
        }
        SqlCall call = (SqlCall) site.node();
        // The size is the last of the intervals: HOP and CUMULATE say first by how much windows move or grow.
        List<Site> intervals = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            Site argument = site.inside(operand);
            Site value = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT
                    ? argument.inside(((SqlCall) operand).operand(0))
                    : argument;
            if (Interval.of(value.node()).isPresent()) {
                intervals.add(value);
            }
        }
        return intervals.isEmpty() ? List.of() : changes(site, call, intervals);
    }

    private List<Change> changes(Site site, SqlCall call, List<Site> intervals) {
        List<Change> changes = new ArrayList<>();
        String function = Nodes.function(call);
        boolean sliding = function.equals("HOP") || function.equals("CUMULATE");
        Site size = intervals.get(sliding && intervals.size() > 1 ? 1 : 0);
        String what = function.equals("SESSION") ? "the pause that ends a window would be " : "windows would be ";
        String kind = function.equals("SESSION") ? "" : " long";
        Interval length = Interval.of(size.node()).orElseThrow();
        for (Interval other : Windows.others(length)) {
            changes.addAll(size(site, size, other, what + other.words() + " instead of " + length.words() + kind));
        }
        if (sliding && intervals.size() > 1) {
            Interval step = Interval.of(intervals.get(0).node()).orElseThrow();
            String verb = function.equals("HOP") ? "windows would begin every " : "windows would grow by ";
            for (Interval other : Windows.others(step)) {
                changes.addAll(
                        size(site, intervals.get(0), other, verb + other.words() + " instead of " + step.words()));
            }
        }
        boolean offset = intervals.size() > (sliding ? 2 : 1);
        if (!offset && !function.equals("SESSION")) {
            changes.addAll(later(site, size, length));
        }
        return changes;
    }

    private List<Change> size(Site call, Site size, Interval other, String words) {
        return tools.written(
                Mistake.WINDOW_SIZE, size, other.sql(), shown(call, size, ""), shown(call, size, other.sql()), words);
    }

    private List<Change> later(Site call, Site size, Interval length) {
        Optional<Interval> half = length.half();
        if (half.isEmpty()) {
            return List.of();
        }
        String written = tools.range(size.node()).map(tools.text()::written).orElse("");
        boolean named = size.around()
                .filter(around ->
                        around.node() != call.node() && around.node().getKind() == SqlKind.ARGUMENT_ASSIGNMENT)
                .isPresent();
        String offset = ", " + (named ? "`OFFSET` => " : "") + half.get().sql();
        return tools.written(
                Mistake.WINDOW_ALIGNMENT,
                size,
                written + offset,
                shown(call, size, ""),
                shown(call, size, Prose.of(size.node()) + offset),
                "windows of " + length.words() + " would begin " + half.get().words() + " later");
    }

    /** The call with another text in the place of an interval; with none, as it is. */
    private static String shown(Site call, Site interval, String text) {
        List<String> arguments = new ArrayList<>();
        for (SqlNode operand : ((SqlCall) call.node()).getOperandList()) {
            boolean own = operand == interval.node()
                    || interval.around()
                            .filter(around -> around.node() == operand)
                            .isPresent();
            String written = Prose.of(operand);
            boolean named = own && operand != interval.node();
            String name = named ? Prose.of(((SqlCall) operand).operand(1)) + " => " : "";
            arguments.add(own && !text.isEmpty() ? name + text : written);
        }
        return Nodes.function(call.node()) + "(" + String.join(", ", arguments) + ")";
    }
}
