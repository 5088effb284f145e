package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.edit.Trees;

/**
 * A call that cuts time into windows.
 *
 * @param site where the call is
 * @param size the argument that says how long windows are
 * @param time the argument that is cut
 * @param interval the size, if it is one
 * @param unit the size, if it is the name of a unit
 */
record WindowFunctionCall(Site site, Site size, JsonNode time, Optional<Interval> interval, Optional<String> unit) {

    private static final Set<String> BUCKETS = Set.of("time_bucket");
    private static final Set<String> TRUNCATIONS = Set.of("date_trunc", "datetrunc");
    private static final Set<String> UNITS =
            Set.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");

    /** The call that a part is; empty for another, and when its size is no constant. */
    static Optional<WindowFunctionCall> of(Site site) {
        JsonNode node = site.node();
        List<JsonNode> arguments = Nodes.arguments(node);
        if (arguments.size() < 2) {
            return Optional.empty();
        }
        Site size = Nodes.argument(site, 0);
        if (Nodes.calls(node, BUCKETS)) {
            return Interval.of(arguments.get(0))
                    .map(interval -> new WindowFunctionCall(
                            site, size, arguments.get(1), Optional.of(interval), Optional.empty()));
        }
        if (Nodes.calls(node, TRUNCATIONS)) {
            return Literals.text(arguments.get(0))
                    .map(WindowFunctionCall::unit)
                    .filter(UNITS::contains)
                    .map(unit ->
                            new WindowFunctionCall(site, size, arguments.get(1), Optional.empty(), Optional.of(unit)));
        }
        return Optional.empty();
    }

    private static String unit(String text) {
        String unit = text.toLowerCase(Locale.ROOT);
        return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** How long windows are, as far as that is a fixed time. */
    Optional<Interval> fixed() {
        return interval.or(() -> unit.map(name -> new Interval(1, name)));
    }

    /** The size as people say it. */
    String words() {
        return fixed().map(Interval::words).orElse("");
    }

    /** Whether only the day of the result is used. */
    boolean inDate() {
        Optional<Site> owner = site.owner();
        return owner.isPresent()
                && Trees.isClass(owner.get().node(), "CAST")
                && Literals.castType(owner.get().node()).equals("DATE");
    }
}
