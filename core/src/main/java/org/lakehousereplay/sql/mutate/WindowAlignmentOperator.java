package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;

/** Windows begin half a window later; weeks begin on Sunday. */
final class WindowAlignmentOperator implements Operator {

    private final Tools tools;

    WindowAlignmentOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        Optional<WindowFunctionCall> call = WindowFunctionCall.of(site);
        if (call.isEmpty() || call.get().inDate() || tools.isDate(call.get().time())) {
            return List.of();
        }
        if (call.get().interval().isPresent()) {
            return bucket(call.get(), call.get().interval().get());
        }
        return truncation(call.get(), call.get().unit().orElseThrow());
    }

    private List<Change> bucket(WindowFunctionCall call, Interval size) {
        Optional<Interval> half = WindowLadder.half(size);
        List<JsonNode> arguments = new ArrayList<>(Nodes.arguments(call.site().node()));
        if (half.isEmpty() || arguments.size() > 3 || arguments.size() == 3 && Literals.isConstant(arguments.get(2))) {
            return List.of();
        }
        JsonNode offset = tools.nodes().interval(half.get());
        if (arguments.size() == 2) {
            arguments.add(offset);
        } else {
            arguments.set(2, tools.nodes().call("x0 + x1", arguments.get(2), offset));
        }
        return List.of(change(call, Nodes.withArguments(call.site().node(), arguments), half.get()));
    }

    private List<Change> truncation(WindowFunctionCall call, String unit) {
        JsonNode node = call.site().node();
        if (unit.equals("week")) {
            JsonNode sunday = shifted(call, "x0 + x1", "x0 - x1", new Interval(1, "day"));
            return List.of(tools.change(
                    MutationOperator.WINDOW_ALIGNMENT,
                    call.site(),
                    sunday,
                    "weeks would begin on Sunday instead of Monday"));
        }
        Optional<Interval> half = WindowLadder.half(new Interval(1, unit));
        return half
                .filter(length -> node.isObject())
                .map(length -> change(call, shifted(call, "x0 - x1", "x0 + x1", length), length))
                .stream()
                .toList();
    }

    private JsonNode shifted(WindowFunctionCall call, String before, String after, Interval by) {
        JsonNode interval = tools.nodes().interval(by);
        List<JsonNode> arguments = new ArrayList<>(Nodes.arguments(call.site().node()));
        arguments.set(1, tools.nodes().call(before, call.time(), interval));
        return tools.nodes().call(after, Nodes.withArguments(call.site().node(), arguments), interval);
    }

    private Change change(WindowFunctionCall call, JsonNode changed, Interval half) {
        return tools.change(
                MutationOperator.WINDOW_ALIGNMENT,
                call.site(),
                changed,
                "windows of " + call.words() + " would begin " + half.words() + " later");
    }
}
