package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** An interval in a condition, which says how late a row may come or how far back it looks, is longer or shorter. */
final class LateCutOffOperator implements Operator {

    private final Tools tools;

    LateCutOffOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        Optional<Interval> interval = Interval.of(site.node());
        Optional<Site> condition = site.nearest(LateCutOffOperator::isCondition);
        if (interval.isEmpty() || condition.isEmpty() || isInside(site)) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(change(site, condition.get(), interval.get(), doubled(interval.get())));
        WindowLadder.half(interval.get())
                .ifPresent(half -> changes.add(change(site, condition.get(), interval.get(), half)));
        return changes;
    }

    private static boolean isCondition(Site around) {
        return Trees.isClass(around.node(), "COMPARISON") || Trees.isClass(around.node(), "BETWEEN");
    }

    /** Whether it belongs to a window, or to another interval. */
    private static boolean isInside(Site site) {
        return site.nearest(around -> WindowFunctionCall.of(around).isPresent()
                        || Interval.of(around.node()).isPresent()
                        || Trees.isClass(around.node(), "WINDOW"))
                .isPresent();
    }

    private static Interval doubled(Interval interval) {
        Interval twice = new Interval(interval.amount() * 2, interval.unit());
        return WindowLadder.microseconds(twice)
                .map(WindowLadder::ofMicroseconds)
                .filter(length -> length.amount() < twice.amount())
                .orElse(twice);
    }

    private Change change(Site site, Site condition, Interval before, Interval after) {
        JsonNode interval = tools.nodes().interval(after);
        return new Change(
                MutationOperator.LATE_CUT_OFF,
                tools.tree(site, interval),
                site.node(),
                tools.prose().of(condition.node()),
                tools.prose().of(site.replacedUpTo(condition, interval)),
                "the limit would be " + after.words() + " instead of " + before.words()
                        + Setting.of(site).into());
    }
}
