package org.lakehousereplay.html.part;

import java.util.List;
import java.util.Locale;

/** How a metric stands, the worst first. The names go into the page, where the script filters by them. */
public enum MetricState {
    ERROR("‼"),
    FAILED("✗"),
    CHANGED_UNDECLARED("△!"),
    NOT_COMPARABLE("⊘"),
    CHANGED_DECLARED("△"),
    PASSED("✓"),
    NOT_RUN("–");

    private final String glyph;

    MetricState(String glyph) {
        this.glyph = glyph;
    }

    /** The name in the page: {@code changed-declared}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sign of its own, so that nothing rests on colour. */
    public String glyph() {
        return glyph;
    }

    /** Its place when the worst come first, from 0. */
    public int rank() {
        return List.of(values()).indexOf(this);
    }

    /** The worse of two; a metric that ran nowhere is no worse than one that ran. */
    public MetricState worse(MetricState other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** How a metric or fixture came out against what is expected. */
    public static MetricState ofExpectation(String status) {
        return switch (status) {
            case "PASSED" -> PASSED;
            case "FAILED" -> FAILED;
            case "NOT_ASSERTED" -> NOT_RUN;
            default -> ERROR;
        };
    }

    /** How a metric compares with another version. */
    public static MetricState ofComparison(String status) {
        return switch (status) {
            case "IDENTICAL", "TOLERATED" -> PASSED;
            case "DECLARED" -> CHANGED_DECLARED;
            case "STALE", "UNDECLARED" -> CHANGED_UNDECLARED;
            case "NOT_COMPARABLE" -> NOT_COMPARABLE;
            default -> ERROR;
        };
    }
}
