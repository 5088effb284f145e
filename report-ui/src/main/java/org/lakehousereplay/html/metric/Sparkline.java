package org.lakehousereplay.html.metric;

import java.util.List;

/**
 * A line as small as a word, rendered by {@code metric/sparkline.jte}.
 *
 * @param width in pixels
 * @param height in pixels
 * @param actual the path of the candidate's values; empty when there is nothing to draw
 * @param other the path of the values that they are compared with; empty without any
 * @param marks where rows differ, each the left edge of a mark of one pixel at least
 * @param description what a reader who does not see it is told
 */
public record Sparkline(int width, int height, String actual, String other, List<String> marks, String description) {

    public Sparkline {
        marks = List.copyOf(marks);
    }
}
