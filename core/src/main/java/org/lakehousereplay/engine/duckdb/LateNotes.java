package org.lakehousereplay.engine.duckdb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.Window;
import org.lakehousereplay.pipeline.WindowSize;
import org.lakehousereplay.run.Note;
import org.lakehousereplay.spi.LateRow;

/** Tells of a metric with a window which rows came after their window had closed. */
final class LateNotes {

    private LateNotes() {}

    /**
     * The notes of a metric.
     *
     * @param state the fixture as it was replayed
     * @param metric the metric
     * @param on the engine or mode
     */
    static List<Note> of(FixtureState state, Model metric, String on) {
        List<Note> notes = new ArrayList<>();
        metric.metric().orElseThrow().window().ifPresent(window -> {
            Set<String> read = state.workspace().pipeline().closure(List.of(metric)).stream()
                    .flatMap(model -> model.reads().stream())
                    .collect(Collectors.toSet());
            for (Source source : state.workspace().pipeline().sources()) {
                if (read.contains(source.name())) {
                    List<Note.LateWindow> windows = windows(state, metric, window, source.name());
                    if (!windows.isEmpty()) {
                        notes.add(new Note.LateRows(on, source.name(), windows, state.droppedLate()));
                    }
                }
            }
        });
        return notes;
    }

    private static List<Note.LateWindow> windows(FixtureState state, Model metric, Window window, String source) {
        Column column = metric.output().stream()
                .filter(candidate -> candidate.name().equals(window.column()))
                .findFirst()
                .orElseThrow();
        boolean zoned = column.type().equals(ValueConversion.ZONED_TIMESTAMP);
        ZoneId zone = zoned ? state.zone() : ZoneOffset.UTC;
        Map<LocalDateTime, Long> counts = new TreeMap<>();
        for (LateRow row : state.late()) {
            if (row.source().equals(source)) {
                LocalDateTime start = start(local(row.eventTime(), zone), window.size());
                LocalDateTime end = plus(start, window.size());
                if (!local(row.watermark(), zone).isBefore(end)) {
                    counts.merge(start, 1L, Long::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Note.LateWindow(text(entry.getKey(), column, zone), entry.getValue()))
                .toList();
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** As in the output: a date, a local time, or a time with its offset. */
    private static String text(LocalDateTime start, Column column, ZoneId zone) {
        if (column.type().equals("DATE")) {
            return start.toLocalDate().toString();
        }
        if (column.type().equals(ValueConversion.ZONED_TIMESTAMP)) {
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
                    .format(OffsetDateTime.ofInstant(start.atZone(zone).toInstant(), zone));
        }
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(start);
    }

    /** The start of the window of a time; windows of weeks begin on Mondays, as everywhere. */
    private static LocalDateTime start(LocalDateTime time, WindowSize size) {
        return switch (size.unit()) {
            case MONTH, QUARTER, YEAR -> {
                long months = time.getYear() * 12L + time.getMonthValue() - 1;
                long start = Math.floorDiv(months, months(size)) * months(size);
                yield LocalDateTime.of((int) Math.floorDiv(start, 12L), (int) Math.floorMod(start, 12L) + 1, 1, 0, 0);
            }
            default -> {
                LocalDateTime origin = LocalDateTime.of(2000, 1, 3, 0, 0);
                long elapsed = time.toEpochSecond(ZoneOffset.UTC) - origin.toEpochSecond(ZoneOffset.UTC);
                yield origin.plusSeconds(Math.floorDiv(elapsed, seconds(size)) * seconds(size));
            }
        };
    }

    private static LocalDateTime plus(LocalDateTime start, WindowSize size) {
        return switch (size.unit()) {
            case MONTH, QUARTER, YEAR -> start.plusMonths(months(size));
            default -> start.plusSeconds(seconds(size));
        };
    }

    private static long months(WindowSize size) {
        return switch (size.unit()) {
            case QUARTER -> 3L * size.amount();
            case YEAR -> 12L * size.amount();
            default -> size.amount();
        };
    }

    private static long seconds(WindowSize size) {
        long unit =
                switch (size.unit()) {
                    case SECOND -> 1;
                    case MINUTE -> 60;
                    case HOUR -> 3_600;
                    case DAY -> 86_400;
                    default -> 604_800;
                };
        return unit * size.amount();
    }
}
