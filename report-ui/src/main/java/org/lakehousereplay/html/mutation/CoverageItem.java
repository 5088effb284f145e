package org.lakehousereplay.html.mutation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.html.run.ReportMutation.Point;
import org.lakehousereplay.html.run.ReportMutation.Side;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A place of the SQL that decides something.
 *
 * @param line where it stands, if it is known
 * @param extent how much of it the fixtures reach
 * @param mark the same as a sign and a word
 * @param sql the SQL of it
 * @param missing what never came of it; may be empty
 * @param sides how many rows came to each side
 */
public record CoverageItem(
        Optional<Integer> line, Extent extent, Mark mark, String sql, String missing, List<SideItem> sides) {

    /** A side and how many rows came to it. */
    public record SideItem(String name, long rows, String fixtures) {}

    /** How much is reached. */
    public enum Extent {
        /** All sides. */
        WHOLE,
        /** Some sides. */
        PART,
        /** No side. */
        NOTHING;

        /** That of several places together. */
        static Extent of(Collection<Extent> extents) {
            return extents.stream().distinct().count() == 1 ? extents.iterator().next() : PART;
        }

        Mark mark(Texts texts) {
            return switch (this) {
                case WHOLE -> new Mark("passed", "●", texts.get("coverage.whole"));
                case PART -> new Mark("changed-undeclared", "◐", texts.get("coverage.part"));
                case NOTHING -> new Mark("failed", "○", texts.get("coverage.nothing"));
            };
        }
    }

    static CoverageItem of(Point point, Texts texts) {
        Extent extent = Extent.of(point.sides().stream()
                .map(side -> side.rows() > 0 ? Extent.WHOLE : Extent.NOTHING)
                .toList());
        return new CoverageItem(
                point.line(),
                extent,
                extent.mark(texts),
                VisibleText.ofSentence(point.text()),
                point.sides().stream()
                        .filter(side -> side.rows() == 0)
                        .map(side -> texts.get(
                                "coverage.never." + (side.name().equals("taken") ? "taken" : "side"),
                                name(side, texts)))
                        .collect(Collectors.joining(texts.get("list.comma"))),
                point.sides().stream()
                        .map(side -> new SideItem(
                                name(side, texts),
                                side.rows(),
                                side.fixtures().stream()
                                        .map(VisibleText::ofName)
                                        .collect(Collectors.joining(texts.get("list.comma")))))
                        .toList());
    }

    private static String name(Side side, Texts texts) {
        return texts.find("side." + side.name().replace(' ', '-')).orElse(VisibleText.ofName(side.name()));
    }
}
