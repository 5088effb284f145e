package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;

/** {@code INTERVAL 10 MINUTES} of a window becomes {@code INTERVAL 1 MINUTE}, a day becomes an hour. */
final class WindowSizeOperator implements Operator {

    private static final Set<String> SERIES = Set.of("generate_series", "range");
    private static final Set<String> PARTS_OF_DAY = Set.of("hour", "minute", "second");

    private final Tools tools;

    WindowSizeOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        List<Change> changes = new ArrayList<>();
        WindowFunctionCall.of(site).ifPresent(call -> {
            call.interval().ifPresent(size -> intervals(call, size, changes));
            call.unit().ifPresent(unit -> units(call, unit, changes));
        });
        if (Nodes.calls(site.node(), SERIES) && Nodes.arguments(site.node()).size() == 3) {
            step(site, changes);
        }
        return changes;
    }

    private void intervals(WindowFunctionCall call, Interval size, List<Change> changes) {
        for (Interval other : WindowLadder.others(size)) {
            changes.add(change(call, tools.nodes().interval(other), other));
        }
    }

    private void units(WindowFunctionCall call, String unit, List<Change> changes) {
        for (String other : WindowLadder.others(unit)) {
            // Of a day, nothing is left to tell hours apart by.
            if (!call.inDate() || !PARTS_OF_DAY.contains(other)) {
                changes.add(change(call, tools.nodes().text(other), new Interval(1, other)));
            }
        }
    }

    private Change change(WindowFunctionCall call, JsonNode size, Interval length) {
        return tools.change(
                MutationOperator.WINDOW_SIZE,
                call.site(),
                call.size().replacedUpTo(call.site(), size),
                "windows would be " + length.words() + " instead of " + call.words() + " long");
    }

    private void step(Site call, List<Change> changes) {
        Site step = Nodes.argument(call, 2);
        Optional<Interval> size = Interval.of(step.node());
        size.ifPresent(before -> WindowLadder.others(before).stream().limit(1).forEach(other -> {
            JsonNode interval = tools.nodes().interval(other);
            changes.add(tools.change(
                    MutationOperator.WINDOW_SIZE,
                    call,
                    step.replacedUpTo(call, interval),
                    "steps would be " + other.words() + " instead of " + before.words() + " long"));
        }));
    }
}
