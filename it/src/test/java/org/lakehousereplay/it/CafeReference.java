package org.lakehousereplay.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lakehousereplay.it.ReferenceTable.Column;
import org.lakehousereplay.it.ReferenceTable.Range;

/**
 * The metrics of the pipeline {@code cafe}, computed by loops over the orders.
 *
 * <p>For the tests of this package only. What it shares with the pipeline is the definition of the metrics, not a
 * line of code: windows are cut on the wall clock of the zone, not by arithmetic on the time since the epoch.
 */
final class CafeReference {

    private static final ZoneId SAN_FRANCISCO = ZoneId.of("America/Los_Angeles");

    private final List<Order> orders;

    private CafeReference(List<Order> orders) {
        this.orders = orders;
    }

    private record Order(Instant orderedAt, String press, String beverage, String side, long quantity) {

        static Order of(JsonNode node) {
            return new Order(
                    OffsetDateTime.parse(node.required("ordered_at").textValue())
                            .toInstant(),
                    node.required("press").textValue(),
                    node.required("beverage").textValue(),
                    node.required("side").textValue(),
                    node.required("quantity").longValue());
        }

        LocalDate day() {
            return orderedAt.atZone(SAN_FRANCISCO).toLocalDate();
        }

        Instant windowStart() {
            ZonedDateTime local = orderedAt.atZone(SAN_FRANCISCO);
            return local.truncatedTo(ChronoUnit.HOURS)
                    .plusMinutes(local.getMinute() / 10 * 10L)
                    .toInstant();
        }
    }

    static CafeReference of(Path file, Range range) {
        return new CafeReference(JsonLines.read(file).stream()
                .map(Order::of)
                .filter(order -> range.contains(order.orderedAt()))
                .toList());
    }

    ReferenceTable metric(String name) {
        return switch (name) {
            case "drinks_10min" -> drinksInTenMinutes();
            case "peaks" -> peaks();
            case "drinks_daily" -> drinksDaily();
            default -> throw new IllegalArgumentException("no reference for " + name);
        };
    }

    private ReferenceTable drinksInTenMinutes() {
        record Key(Instant windowStart, String press, String beverage) {}
        Map<Key, List<Order>> groups = new HashMap<>();
        for (Order order : orders) {
            groups.computeIfAbsent(
                            new Key(order.windowStart(), order.press(), order.beverage()), key -> new ArrayList<>())
                    .add(order);
        }
        List<List<Object>> rows = new ArrayList<>();
        groups.forEach((key, group) ->
                rows.add(List.of(key.windowStart(), key.press(), key.beverage(), (long) group.size(), drinks(group))));
        return new ReferenceTable(
                List.of(
                        Column.instant("window_start"),
                        Column.text("press"),
                        Column.text("beverage"),
                        Column.integer("orders"),
                        Column.integer("drinks")),
                rows);
    }

    private ReferenceTable peaks() {
        Map<LocalDate, Map<String, SortedMap<Instant, Long>>> days = new TreeMap<>();
        for (Order order : orders) {
            days.computeIfAbsent(order.day(), day -> new TreeMap<>())
                    .computeIfAbsent(order.press(), press -> new TreeMap<>())
                    .merge(order.windowStart(), order.quantity(), Long::sum);
        }
        List<List<Object>> rows = new ArrayList<>();
        days.forEach((day, presses) -> presses.forEach((press, windows) -> {
            Map.Entry<Instant, Long> peak = firstLargest(windows);
            long total = windows.values().stream().mapToLong(Long::longValue).sum();
            rows.add(List.of(day, press, peak.getKey(), peak.getValue(), share(peak.getValue(), total)));
        }));
        return new ReferenceTable(
                List.of(
                        Column.date("day"),
                        Column.text("press"),
                        Column.instant("window_start"),
                        Column.integer("drinks"),
                        Column.decimal("share_of_day")),
                rows);
    }

    private ReferenceTable drinksDaily() {
        Map<LocalDate, List<Order>> days = new TreeMap<>();
        for (Order order : orders) {
            days.computeIfAbsent(order.day(), day -> new ArrayList<>()).add(order);
        }
        List<List<Object>> rows = new ArrayList<>();
        days.forEach((day, ordersOfDay) -> {
            Set<String> presses = new HashSet<>();
            SortedMap<String, Long> beverages = new TreeMap<>();
            long left = 0;
            Instant first = Instant.MAX;
            Instant last = Instant.MIN;
            for (Order order : ordersOfDay) {
                presses.add(order.press());
                beverages.merge(order.beverage(), order.quantity(), Long::sum);
                left += order.side().equals("left") ? order.quantity() : 0;
                first = order.orderedAt().isBefore(first) ? order.orderedAt() : first;
                last = order.orderedAt().isAfter(last) ? order.orderedAt() : last;
            }
            rows.add(List.of(
                    day,
                    drinks(ordersOfDay),
                    (long) presses.size(),
                    (long) beverages.size(),
                    firstLargest(beverages).getKey(),
                    share(left, drinks(ordersOfDay)),
                    first,
                    last));
        });
        return new ReferenceTable(
                List.of(
                        Column.date("day"),
                        Column.integer("drinks"),
                        Column.integer("presses"),
                        Column.integer("beverages"),
                        Column.text("favourite"),
                        Column.decimal("left_share"),
                        Column.instant("first_ordered_at"),
                        Column.instant("last_ordered_at")),
                rows);
    }

    private static long drinks(List<Order> orders) {
        return orders.stream().mapToLong(Order::quantity).sum();
    }

    /** Of equally large values the one with the least key. */
    private static <K> Map.Entry<K, Long> firstLargest(SortedMap<K, Long> values) {
        Map.Entry<K, Long> largest = values.entrySet().iterator().next();
        for (Map.Entry<K, Long> entry : values.entrySet()) {
            if (entry.getValue() > largest.getValue()) {
                largest = entry;
            }
        }
        return largest;
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }
}
