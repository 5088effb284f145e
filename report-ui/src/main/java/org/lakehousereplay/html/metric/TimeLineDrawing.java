package org.lakehousereplay.html.metric;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.store.TimeLineData;
import org.lakehousereplay.html.store.TimeLineData.Bucket;
import org.lakehousereplay.html.store.TimeLineData.Extent;
import org.lakehousereplay.html.text.Texts;

/** Draws a measure along time: lines of all versions, a lane for the delta, a strip of what differs anywhere. */
final class TimeLineDrawing {

    /** How many places the time has; each is a pixel wide at least. */
    static final int PLACES = 600;

    private static final int WIDTH = 720;
    private static final int LEFT = 72;
    private static final int RIGHT = LEFT + PLACES;
    private static final int TOP = 12;
    private static final int BOTTOM = 172;
    private static final int DELTA_TOP = 188;
    private static final int DELTA_BOTTOM = 236;
    private static final int STRIP = 248;
    private static final int STRIP_HEIGHT = 6;
    private static final int HEIGHT = 290;

    /** So few windows are drawn as points as well, since one alone is no line. */
    private static final int FEW = 60;

    private static final String ACTUAL = "#0a53c1";
    private static final String EXPECTED = "#57606c";
    private static final String BASELINE = "#8a4b00";
    private static final String WORSE = "#b42318";
    private static final String ANOMALY = "#7a3cc4";
    private static final String GRID = "#dfe3e8";

    private final MetricRows metric;
    private final TimeLineData data;
    private final Optional<Integer> version;
    private final Optional<Long> window;
    private final Texts texts;
    private final Scale time;
    private final List<TimeLine.Line> lines = new ArrayList<>();
    private final List<TimeLine.Bar> bars = new ArrayList<>();
    private final List<TimeLine.Label> labels = new ArrayList<>();
    private final List<TimeLine.Legend> legend = new ArrayList<>();

    /**
     * @param metric the metric
     * @param data the line
     * @param version the version from which deltas are told
     * @param window the length of a window in seconds, where it does not depend on the calendar
     * @param texts the language of the reader
     */
    TimeLineDrawing(
            MetricRows metric, TimeLineData data, Optional<Integer> version, Optional<Long> window, Texts texts) {
        this.metric = metric;
        this.data = data;
        this.version = version;
        this.window = window;
        this.texts = texts;
        this.time = data.to() > data.from()
                ? new Scale(data.from(), data.to(), LEFT, RIGHT)
                : new Scale(data.from() - 1d, data.from() + 1d, LEFT, RIGHT);
    }

    /**
     * Draws.
     *
     * @param title what is drawn
     * @param description what a reader who does not see it is told
     * @param fixture the number of the fixture
     */
    TimeLine draw(String title, String description, int fixture) {
        Scale values = scale(BOTTOM, TOP);
        for (double tick : values.ticks(4)) {
            String y = Scale.pixel(values.at(tick));
            lines.add(new TimeLine.Line("chart-grid", "M" + LEFT + " " + y + "H" + RIGHT, GRID, "", "1"));
            labels.add(new TimeLine.Label(
                    String.valueOf(LEFT - 8), Scale.pixel(values.at(tick) + 4), "end", Scale.label(tick)));
        }
        for (int number = metric.subject().versions().size() - 1; number >= 0; number--) {
            MetricSubject.Version subject = metric.subject().versions().get(number);
            int place = number;
            String path = path(data.buckets(), bucket -> bucket.versions().get(place), time, values, gap(time), true);
            if (!path.isEmpty()) {
                String kind = subject.expectation() ? "line-expected" : "line-baseline";
                String colour = subject.expectation() ? EXPECTED : BASELINE;
                String dashes = subject.expectation() ? "6 3" : "2 " + (2 + 2 * number);
                lines.add(new TimeLine.Line(kind, path, colour, dashes, "1.5"));
                legend.add(0, new TimeLine.Legend(kind, colour, dashes, RowsTableMaking.versionName(subject, texts)));
            }
        }
        String actual = path(data.buckets(), Bucket::actual, time, values, gap(time), true);
        lines.add(new TimeLine.Line("line-actual", actual, ACTUAL, "", "1.5"));
        legend.add(0, new TimeLine.Legend("line-actual", ACTUAL, "", texts.get("metric.actual")));
        delta();
        strip();
        times(fixture);
        return new TimeLine(title, description, WIDTH, HEIGHT, legend, lines, bars, labels);
    }

    /** How far apart two windows may be drawn that follow one another, in pixels. */
    private double gap(Scale scale) {
        double pixels = scale.at(scale.low() + window.orElse(Long.MAX_VALUE / 4) * 1.5e6) - scale.from();
        return Math.max(pixels, 3);
    }

    private Scale scale(double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Bucket bucket : data.buckets()) {
            List<Extent> extents = new ArrayList<>(bucket.versions());
            extents.add(bucket.actual());
            for (Extent extent : extents) {
                if (!extent.isEmpty()) {
                    low = Math.min(low, extent.low().getAsDouble());
                    high = Math.max(high, extent.high().getAsDouble());
                }
            }
        }
        return high < low ? new Scale(0, 1, from, to) : Scale.of(low, high, from, to);
    }

    /** A line through the smallest and largest value of each place; it breaks where there is none, and at gaps. */
    static String path(
            List<Bucket> buckets,
            Function<Bucket, Extent> values,
            Scale time,
            Scale scale,
            double gap,
            boolean withPoints) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        double last = 0;
        boolean points = withPoints && buckets.size() <= FEW;
        for (Bucket bucket : buckets) {
            Extent extent = values.apply(bucket);
            if (extent.isEmpty()) {
                drawing = false;
                continue;
            }
            double at = time.at((double) bucket.at());
            drawing &= at - last <= gap;
            last = at;
            String x = Scale.pixel(at);
            String low = Scale.pixel(scale.at(extent.low().getAsDouble()));
            String high = Scale.pixel(scale.at(extent.high().getAsDouble()));
            path.append(drawing ? "L" : "M").append(x).append(' ').append(low);
            if (!high.equals(low)) {
                path.append('V').append(high);
            }
            if (points) {
                path.append("m-2 0h4m-2 -2v4m0 -2");
            } else if (!drawing) {
                // A window without neighbours would be a line of no length.
                path.append("h.6");
            }
            drawing = true;
        }
        return path.toString();
    }

    private void delta() {
        double farthest = 0;
        for (Bucket bucket : data.buckets()) {
            if (!bucket.delta().isEmpty()) {
                farthest = Math.max(farthest, Math.abs(bucket.delta().low().getAsDouble()));
                farthest = Math.max(farthest, Math.abs(bucket.delta().high().getAsDouble()));
            }
        }
        if (version.isEmpty()) {
            return;
        }
        double middle = (DELTA_TOP + DELTA_BOTTOM) / 2d;
        lines.add(new TimeLine.Line("chart-grid", "M" + LEFT + " " + Scale.pixel(middle) + "H" + RIGHT, GRID, "", "1"));
        labels.add(new TimeLine.Label(
                String.valueOf(LEFT - 8), Scale.pixel(middle + 4), "end", texts.get("metric.delta")));
        if (farthest == 0 || Double.isInfinite(farthest)) {
            return;
        }
        labels.add(new TimeLine.Label(
                String.valueOf(RIGHT + 4), String.valueOf(DELTA_TOP + 8), "start", "±" + Scale.label(farthest)));
        Scale scale = new Scale(-farthest, farthest, DELTA_BOTTOM, DELTA_TOP);
        for (Bucket bucket : data.buckets()) {
            if (bucket.delta().isEmpty()) {
                continue;
            }
            double top =
                    Math.min(middle, scale.at(Math.max(0, bucket.delta().high().getAsDouble())));
            double bottom =
                    Math.max(middle, scale.at(Math.min(0, bucket.delta().low().getAsDouble())));
            if (bucket.delta().low().getAsDouble() == 0 && bucket.delta().high().getAsDouble() == 0) {
                continue;
            }
            bars.add(new TimeLine.Bar(
                    "delta-bar",
                    Scale.pixel(time.at((double) bucket.at()) - 1),
                    Scale.pixel(top),
                    "2",
                    Scale.pixel(Math.max(1, bottom - top)),
                    WORSE));
        }
    }

    /** Two rows of marks, so that they are told apart without colours. */
    private void strip() {
        for (TimeLineData.Mark mark : data.strip()) {
            String x = Scale.pixel(time.at((double) mark.at()) - 1);
            if (mark.differs()) {
                bars.add(new TimeLine.Bar(
                        "mark-differs", x, String.valueOf(STRIP), "2", String.valueOf(STRIP_HEIGHT), WORSE));
            }
            if (mark.anomalous()) {
                bars.add(new TimeLine.Bar(
                        "mark-anomaly",
                        x,
                        String.valueOf(STRIP + STRIP_HEIGHT + 2),
                        "2",
                        String.valueOf(STRIP_HEIGHT),
                        ANOMALY));
            }
        }
        labels.add(new TimeLine.Label(
                String.valueOf(LEFT - 8), String.valueOf(STRIP + STRIP_HEIGHT + 1), "end", texts.get("metric.strip")));
    }

    private void times(int fixture) {
        lines.add(new TimeLine.Line("chart-axis", "M" + LEFT + " " + BOTTOM + "H" + RIGHT, EXPECTED, "", "1"));
        boolean instant =
                metric.keys().get(metric.windowKey().orElseThrow()).type().equals("TIMESTAMP WITH TIME ZONE");
        ZoneId zone =
                instant ? ZoneId.of(metric.subject().fixtures().get(fixture).timeZone()) : ZoneOffset.UTC;
        long middle = data.from() + (data.to() - data.from()) / 2;
        String y = String.valueOf(HEIGHT - 8);
        if (data.to() == data.from()) {
            labels.add(new TimeLine.Label(
                    Scale.pixel(time.at((double) data.from())), y, "middle", wall(data.from(), zone)));
            return;
        }
        labels.add(new TimeLine.Label(String.valueOf(LEFT), y, "start", wall(data.from(), zone)));
        labels.add(new TimeLine.Label(Scale.pixel(time.at((double) middle)), y, "middle", wall(middle, zone)));
        labels.add(new TimeLine.Label(String.valueOf(RIGHT), y, "end", wall(data.to(), zone)));
    }

    static String wall(long micros, ZoneId zone) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        String pattern = local.getSecond() == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local);
    }

    /** The line as small as a word. */
    static Sparkline sparkline(TimeLineData data, Optional<Integer> version, String description) {
        int width = 120;
        int height = 24;
        Scale time = data.to() > data.from()
                ? new Scale(data.from(), data.to(), 2, width - 2d)
                : new Scale(data.from() - 1d, data.from() + 1d, 2, width - 2d);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Bucket bucket : data.buckets()) {
            List<Extent> extents = new ArrayList<>(List.of(bucket.actual()));
            version.ifPresent(number -> extents.add(bucket.versions().get(number)));
            for (Extent extent : extents) {
                if (!extent.isEmpty()) {
                    low = Math.min(low, extent.low().getAsDouble());
                    high = Math.max(high, extent.high().getAsDouble());
                }
            }
        }
        if (high < low) {
            return new Sparkline(width, height, "", "", List.of(), description);
        }
        Scale values = Scale.of(low, high, height - 5d, 2);
        return new Sparkline(
                width,
                height,
                path(
                        data.buckets(),
                        Bucket::actual,
                        time,
                        values,
                        width,
                        data.buckets().size() < 3),
                version.map(number -> path(
                                data.buckets(), bucket -> bucket.versions().get(number), time, values, width, false))
                        .orElse(""),
                data.strip().stream()
                        .filter(TimeLineData.Mark::differs)
                        .map(mark -> Scale.pixel(time.at((double) mark.at()) - 0.5))
                        .distinct()
                        .toList(),
                description);
    }
}
