package org.lakehousereplay.verify;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.fixture.ZonedTimes;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Window;

/**
 * The windows that somebody asked for.
 *
 * @param from the earliest start, if there is a limit
 * @param to the first start that is too late, if there is a limit
 * @param zone the zone of starts without an offset
 */
record WindowRange(Optional<OffsetDateTime> from, Optional<OffsetDateTime> to, ZoneId zone) {

    /**
     * Whether a row of a metric begins in the range. Rows of a metric without window do, and those whose start is no
     * point in time: the range says nothing of them.
     *
     * @param metric the metric
     * @param row the values of its columns in canonical text
     */
    boolean includes(Model metric, List<Optional<String>> row) {
        Optional<Window> window = metric.metric().flatMap(declaration -> declaration.window());
        if (window.isEmpty()) {
            return true;
        }
        for (int column = 0; column < row.size(); column++) {
            if (metric.output().get(column).name().equalsIgnoreCase(window.get().column())) {
                return row.get(column).map(this::includes).orElse(from.isEmpty() && to.isEmpty());
            }
        }
        return true;
    }

    private boolean includes(String start) {
        try {
            OffsetDateTime time = ZonedTimes.parse(start, zone);
            return from.map(limit -> !time.isBefore(limit)).orElse(true)
                    && to.map(time::isBefore).orElse(true);
        } catch (DateTimeException skippedOrRepeated) {
            return true;
        }
    }
}
