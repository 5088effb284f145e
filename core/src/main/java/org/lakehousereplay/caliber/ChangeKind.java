package org.lakehousereplay.caliber;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of caliber changes; {@code docs/caliber-changes.md} shows an example of each. Public API: a name is never
 * given another meaning once released.
 */
public enum ChangeKind {
    /** The candidate has a metric that the baseline has not. */
    METRIC_ADDED(ChangeLevel.MINOR),
    /** The baseline has a metric that the candidate has not. */
    METRIC_REMOVED(ChangeLevel.MAJOR),
    /** The output has a column more. */
    COLUMN_ADDED(ChangeLevel.MINOR),
    /** The output has a column less. */
    COLUMN_REMOVED(ChangeLevel.MAJOR),
    /** A column has another type or scale. */
    RE_TYPED(ChangeLevel.MAJOR),
    /** The declared key is another one. */
    RE_KEYED(ChangeLevel.MAJOR),
    /** The same totals fall into other windows. */
    RE_TIMED(ChangeLevel.MAJOR),
    /** All values of a column are multiplied by the same factor. */
    RE_SCALED(ChangeLevel.MAJOR),
    /** An ordered metric has the same rows in another order. */
    RE_ORDERED(ChangeLevel.MAJOR),
    /** Rows count that did not count before. */
    ROWS_LET_IN(ChangeLevel.MAJOR),
    /** Rows do not count any more. */
    ROWS_FILTERED_OUT(ChangeLevel.MAJOR),
    /** Values differ in a way that no narrower kind describes. */
    VALUES_CHANGED(ChangeLevel.MAJOR),
    /** The declared unit is another one. */
    UNIT_CHANGED(ChangeLevel.MAJOR),
    /** The declared description is another one. */
    DESCRIPTION_CHANGED(ChangeLevel.PATCH),
    /** The declared checks are other ones. */
    CHECKS_CHANGED(ChangeLevel.PATCH),
    /** The SQL differs and no fixture shows a difference. */
    UNOBSERVED(ChangeLevel.PATCH),
    /** The baseline cannot be replayed on the fixtures, so nobody knows. */
    NOT_COMPARABLE(ChangeLevel.MAJOR);

    private final ChangeLevel level;

    ChangeKind(ChangeLevel level) {
        this.level = level;
    }

    /** How serious a change of this kind is. */
    public ChangeLevel level() {
        return level;
    }

    /** The name that users write and read: {@code rows-let-in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a name that a user wrote. */
    public static Optional<ChangeKind> of(String label) {
        for (ChangeKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
