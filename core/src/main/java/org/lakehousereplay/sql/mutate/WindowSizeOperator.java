package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.SqlName;

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
            changes.add(change(call, other.literal(), "INTERVAL", other.words()));
        }
    }

    private void units(WindowFunctionCall call, String unit, List<Change> changes) {
        for (String other : WindowLadder.others(unit)) {
            // Of a day, nothing is left to tell hours apart by.
            if (!call.inDate() || !PARTS_OF_DAY.contains(other)) {
                changes.add(change(call, SqlName.literal(other), "", new Interval(1, other).words()));
            }
        }
    }

    private Change change(WindowFunctionCall call, String literal, String type, String words) {
        JsonNode size = tools.nodes().expression(type.isEmpty() ? literal : "CAST(" + literal + " AS " + type + ")");
        JsonNode changed = call.size().replacedUpTo(call.site(), size);
        return new Change(
                MutationOperator.WINDOW_SIZE,
                tools.tree(call.site(), changed),
                call.site().node(),
                tools.prose().of(call.site().node()),
                tools.prose().of(changed),
                "windows would be " + words + " instead of " + call.words() + " long");
    }

    private void step(Site call, List<Change> changes) {
        Site step = Nodes.argument(call, 2);
        Optional<Interval> size = Interval.of(step.node());
        size.ifPresent(before -> WindowLadder.others(before).stream().limit(1).forEach(other -> {
            JsonNode interval = tools.nodes().expression("CAST(" + other.literal() + " AS INTERVAL)");
            changes.add(tools.change(
                    MutationOperator.WINDOW_SIZE,
                    call,
                    step.replacedUpTo(call, interval),
                    "there would be one each " + other.words() + " instead of each " + before.words()));
        }));
    }
}
