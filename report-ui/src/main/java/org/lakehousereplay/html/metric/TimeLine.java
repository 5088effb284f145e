package org.lakehousereplay.html.metric;

import java.util.List;

/**
 * The drawing of a measure along time, rendered by {@code metric/explorer.jte}.
 *
 * @param title what is drawn
 * @param description what a reader who does not see it is told
 * @param width in pixels
 * @param height in pixels
 * @param legend what the lines are
 * @param lines the lines, those behind first
 * @param bars filled rectangles
 * @param labels texts
 */
public record TimeLine(
        String title,
        String description,
        int width,
        int height,
        List<Legend> legend,
        List<Line> lines,
        List<Bar> bars,
        List<Label> labels) {

    public TimeLine {
        legend = List.copyOf(legend);
        lines = List.copyOf(lines);
        bars = List.copyOf(bars);
        labels = List.copyOf(labels);
    }

    /** A path; {@code kind} is a class of the style sheet, colour and dashes stand in for it where it is not read. */
    public record Line(String kind, String path, String colour, String dashes, String width) {}

    /** A rectangle. */
    public record Bar(String kind, String x, String y, String width, String height, String colour) {}

    /** A text; {@code anchor} as SVG has it. */
    public record Label(String x, String y, String anchor, String text) {}

    /** A line and its name. */
    public record Legend(String kind, String colour, String dashes, String text) {}
}
