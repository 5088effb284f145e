package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** A day is cut in UTC and no longer in the zone that is declared, or the other way round. */
final class TimeZoneOperator implements Operator {

    /** Functions that tell a part of a time by the clock on the wall; the time is the last argument, but for one. */
    private static final Set<String> CLOCKS = Set.of(
            "date_part",
            "datepart",
            "hour",
            "day",
            "dayofmonth",
            "dayofweek",
            "weekday",
            "isodow",
            "dayname",
            "month",
            "monthname",
            "week",
            "strftime");

    private static final Set<String> UTC = Set.of("utc", "gmt", "etc/utc", "z");

    /** In summer and in winter. */
    private static final List<Instant> TIMES =
            List.of(Instant.parse("2024-01-15T00:00:00Z"), Instant.parse("2024-07-15T00:00:00Z"));

    private final Tools tools;
    private final ZoneId zone;

    TimeZoneOperator(Tools tools) {
        this.tools = tools;
        this.zone = tools.context().zone();
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (Nodes.function(node).equals("timezone") && Nodes.arguments(node).size() == 2) {
            return named(site);
        }
        if (!hasOffset()) {
            return List.of();
        }
        if (isDate(node)) {
            return isOwnTime(node.path("child")) ? List.of(cut(site, site.at("child"))) : List.of();
        }
        if (Nodes.calls(node, CLOCKS)) {
            return clock(site);
        }
        List<Change> changes = new ArrayList<>(truncated(site));
        addedOffset(site).ifPresent(changes::add);
        return changes;
    }

    private boolean hasOffset() {
        return TIMES.stream().anyMatch(time -> zone.getRules().getOffset(time).getTotalSeconds() != 0);
    }

    /** {@code ts AT TIME ZONE 'Asia/Shanghai'}. */
    private List<Change> named(Site site) {
        List<JsonNode> arguments = new ArrayList<>(Nodes.arguments(site.node()));
        boolean utc = Literals.text(arguments.get(0))
                .filter(name -> UTC.contains(name.toLowerCase(Locale.ROOT)))
                .isPresent();
        if (utc && !hasOffset()) {
            return List.of();
        }
        String before =
                Literals.text(arguments.get(0)).orElseGet(() -> tools.prose().of(arguments.get(0)));
        String after = utc ? zone.getId() : "UTC";
        String time = tools.prose().of(arguments.get(1));
        arguments.set(0, tools.nodes().text(after));
        return List.of(tools.change(
                MutationOperator.TIME_ZONE,
                site,
                Nodes.withArguments(site.node(), arguments),
                isCut(site)
                        ? "days of " + time + " would begin at midnight in " + after + ", not in " + before
                        : time + " would be told by the clock of " + after + ", not of " + before));
    }

    private static boolean isCut(Site site) {
        return site.owner().filter(around -> isDate(around.node())).isPresent();
    }

    private static boolean isDate(JsonNode node) {
        return Trees.isClass(node, "CAST") && Literals.castType(node).equals("DATE");
    }

    /** Whether a time is cut by the zone of the session: nothing inside says another one. */
    private boolean isOwnTime(JsonNode time) {
        JsonNode inner = Trees.inner(time);
        return !Constancy.ofAll(inner)
                && !tools.isDate(inner)
                && !tools.isText(inner)
                && !addsOffset(inner)
                && !Parts.any(inner, part -> Nodes.function(part).equals("timezone"))
                && !WindowFunctionCall.of(Site.root(inner)).isPresent();
    }

    private Change cut(Site site, Site time) {
        JsonNode moved = tools.nodes().call("timezone('UTC', x0)", Trees.inner(time.node()));
        return tools.change(
                MutationOperator.TIME_ZONE,
                site,
                time.replacedUpTo(site, moved),
                tools.prose().of(time.node()) + " would be told by the clock of UTC, not of " + zone.getId());
    }

    private List<Change> clock(Site site) {
        List<JsonNode> arguments = Nodes.arguments(site.node());
        int last = Nodes.function(site.node()).equals("strftime") ? 0 : arguments.size() - 1;
        if (arguments.isEmpty() || arguments.size() > 2 || !isOwnTime(arguments.get(last))) {
            return List.of();
        }
        return List.of(cut(site, Nodes.argument(site, last)));
    }

    /** Windows that are no longer than an hour are the same in most zones. */
    private List<Change> truncated(Site site) {
        Optional<WindowFunctionCall> call = WindowFunctionCall.of(site);
        if (call.isEmpty() || !isOwnTime(call.get().time()) || isEverywhereTheSame(call.get())) {
            return List.of();
        }
        List<JsonNode> arguments = new ArrayList<>(Nodes.arguments(site.node()));
        if (arguments.size() > 2 && Literals.text(arguments.get(2)).isPresent()) {
            return namedInCall(site, arguments);
        }
        arguments.set(1, tools.nodes().call("timezone('UTC', x0)", arguments.get(1)));
        JsonNode moved = tools.nodes().call("timezone('UTC', x0)", Nodes.withArguments(site.node(), arguments));
        return List.of(tools.change(
                MutationOperator.TIME_ZONE,
                site,
                moved,
                "windows of " + call.get().words() + " would be cut in UTC, not in " + zone.getId()));
    }

    /** {@code time_bucket(INTERVAL 1 DAY, ts, 'Asia/Shanghai')}. */
    private List<Change> namedInCall(Site site, List<JsonNode> arguments) {
        String before = Literals.text(arguments.get(2)).orElseThrow();
        arguments.set(2, tools.nodes().text("UTC"));
        return List.of(tools.change(
                MutationOperator.TIME_ZONE,
                site,
                Nodes.withArguments(site.node(), arguments),
                "windows would be cut in UTC, not in " + before));
    }

    private boolean isEverywhereTheSame(WindowFunctionCall call) {
        Optional<Long> length = call.fixed().flatMap(WindowLadder::microseconds);
        return length.isPresent()
                && TIMES.stream()
                        .allMatch(time ->
                                zone.getRules().getOffset(time).getTotalSeconds() * 1_000_000L % length.get() == 0);
    }

    /** {@code ts + INTERVAL 8 HOUR} makes the clock of Asia/Shanghai of that of UTC. */
    private Optional<Change> addedOffset(Site site) {
        if (!addsOffset(site.node())) {
            return Optional.empty();
        }
        JsonNode time = Nodes.arguments(site.node()).get(0);
        return Optional.of(tools.change(
                MutationOperator.TIME_ZONE,
                site,
                time,
                tools.prose().of(time) + " would be told by the clock of UTC, not of " + zone.getId()));
    }

    private boolean addsOffset(JsonNode node) {
        List<JsonNode> arguments = Nodes.arguments(node);
        long offset = zone.getRules().getOffset(TIMES.get(0)).getTotalSeconds() * 1_000_000L;
        return Nodes.function(node).equals("+")
                && arguments.size() == 2
                && Interval.of(arguments.get(1))
                        .flatMap(WindowLadder::microseconds)
                        .filter(length -> length == offset)
                        .isPresent();
    }
}
