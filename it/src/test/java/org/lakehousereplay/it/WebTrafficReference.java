package org.lakehousereplay.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lakehousereplay.it.ReferenceTable.Column;
import org.lakehousereplay.it.ReferenceTable.Range;

/**
 * The metrics of the pipeline {@code web-traffic}, computed by loops over the requests.
 *
 * <p>For the tests of this package only. Sessions are cut by walking along the requests of each visitor, where the
 * pipeline numbers them with window functions.
 */
final class WebTrafficReference {

    private static final Duration LONGEST_IDLE_TIME = Duration.ofMinutes(30);
    private static final Set<String> PARTS_OF_PAGES =
            Set.of("png", "jpg", "jpeg", "gif", "ico", "svg", "css", "js", "ttf", "woff", "txt", "xml");

    private final List<Request> requests;

    private WebTrafficReference(List<Request> requests) {
        this.requests = requests;
    }

    private record Request(
            long eventId,
            String visitor,
            Instant time,
            String method,
            String path,
            int status,
            long bytes,
            boolean bot) {

        static Request of(JsonNode node) {
            return new Request(
                    node.required("event_id").longValue(),
                    node.required("visitor").textValue(),
                    OffsetDateTime.parse(node.required("ts").textValue()).toInstant(),
                    node.required("method").textValue(),
                    node.required("path").textValue(),
                    node.required("status").intValue(),
                    node.required("bytes").asLong(0),
                    node.required("bot").booleanValue());
        }

        boolean isError() {
            return status >= 400;
        }

        boolean isPageView() {
            boolean answered = status / 100 == 2 || status == 304;
            return method.equals("GET") && answered && !PARTS_OF_PAGES.contains(extension());
        }

        private String extension() {
            int query = path.indexOf('?');
            String file = query < 0 ? path : path.substring(0, query);
            return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        }
    }

    private static final class Session {

        private final Instant startedAt;
        private Instant endedAt;
        private long pageViews;

        Session(Instant startedAt) {
            this.startedAt = startedAt;
            this.endedAt = startedAt;
        }

        boolean isOverAt(Instant time) {
            return Duration.between(endedAt, time).compareTo(LONGEST_IDLE_TIME) > 0;
        }

        void add(Request request) {
            endedAt = request.time();
            pageViews += request.isPageView() ? 1 : 0;
        }

        BigDecimal seconds() {
            return BigDecimal.valueOf(Duration.between(startedAt, endedAt).toMillis(), 3);
        }
    }

    static WebTrafficReference of(Path file, Range range) {
        return new WebTrafficReference(JsonLines.read(file).stream()
                .map(Request::of)
                .filter(request -> range.contains(request.time()))
                .toList());
    }

    ReferenceTable metric(String name) {
        return switch (name) {
            case "traffic_10min" -> trafficInTenMinutes();
            case "sessions_hourly" -> sessionsHourly();
            default -> throw new IllegalArgumentException("no reference for " + name);
        };
    }

    private ReferenceTable trafficInTenMinutes() {
        Map<Instant, List<Request>> windows = new TreeMap<>();
        for (Request request : requests) {
            ZonedDateTime time = request.time().atZone(ZoneOffset.UTC);
            Instant windowStart = time.truncatedTo(ChronoUnit.HOURS)
                    .plusMinutes(time.getMinute() / 10 * 10L)
                    .toInstant();
            windows.computeIfAbsent(windowStart, start -> new ArrayList<>()).add(request);
        }
        List<List<Object>> rows = new ArrayList<>();
        windows.forEach((windowStart, inWindow) -> {
            Set<String> visitors = inWindow.stream().map(Request::visitor).collect(Collectors.toSet());
            long errors = inWindow.stream().filter(Request::isError).count();
            long bots = inWindow.stream().filter(Request::bot).count();
            rows.add(List.of(
                    windowStart,
                    (long) inWindow.size(),
                    (long) visitors.size(),
                    ratio(BigDecimal.valueOf(errors), inWindow.size(), 4),
                    inWindow.stream().mapToLong(Request::bytes).sum(),
                    ratio(BigDecimal.valueOf(bots), inWindow.size(), 4)));
        });
        return new ReferenceTable(
                List.of(
                        Column.instant("window_start"),
                        Column.integer("requests"),
                        Column.integer("visitors"),
                        Column.decimal("error_share"),
                        Column.integer("bytes"),
                        Column.decimal("bot_share")),
                rows);
    }

    private ReferenceTable sessionsHourly() {
        Map<Instant, List<Session>> hours = new TreeMap<>();
        for (Session session : sessions()) {
            hours.computeIfAbsent(session.startedAt.truncatedTo(ChronoUnit.HOURS), hour -> new ArrayList<>())
                    .add(session);
        }
        List<List<Object>> rows = new ArrayList<>();
        hours.forEach((hour, begun) -> {
            BigDecimal seconds = BigDecimal.ZERO;
            long pageViews = 0;
            long bounces = 0;
            for (Session session : begun) {
                seconds = seconds.add(session.seconds());
                pageViews += session.pageViews;
                bounces += session.pageViews <= 1 ? 1 : 0;
            }
            rows.add(List.of(
                    hour,
                    (long) begun.size(),
                    ratio(seconds, begun.size(), 2),
                    ratio(BigDecimal.valueOf(pageViews), begun.size(), 4),
                    ratio(BigDecimal.valueOf(bounces), begun.size(), 4)));
        });
        return new ReferenceTable(
                List.of(
                        Column.instant("window_start"),
                        Column.integer("sessions"),
                        Column.decimal("mean_seconds"),
                        Column.decimal("page_views_per_session"),
                        Column.decimal("bounce_share")),
                rows);
    }

    private List<Session> sessions() {
        List<Request> inOrder = requests.stream()
                .filter(request -> !request.bot())
                .sorted(Comparator.comparing(Request::time).thenComparing(Request::eventId))
                .toList();
        List<Session> sessions = new ArrayList<>();
        Map<String, Session> open = new HashMap<>();
        for (Request request : inOrder) {
            Session session = open.get(request.visitor());
            if (session == null || session.isOverAt(request.time())) {
                session = new Session(request.time());
                open.put(request.visitor(), session);
                sessions.add(session);
            }
            session.add(request);
        }
        return sessions;
    }

    private static BigDecimal ratio(BigDecimal part, long whole, int scale) {
        return part.divide(BigDecimal.valueOf(whole), scale, RoundingMode.HALF_UP);
    }
}
