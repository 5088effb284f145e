package org.lakehousereplay.caliber;

import java.util.Locale;
import java.util.Optional;

/** What a change means to those who use a metric, in the terms of semantic versioning. Public API. */
public enum ChangeLevel {
    /** Nothing that a reader of the metric could notice. */
    PATCH,
    /** Something new; what was there stays as it was. */
    MINOR,
    /** A number that somebody has seen is another one now, or is gone. */
    MAJOR;

    /** The name that users write: {@code major}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of a name that a user wrote, in any case. */
    public static Optional<ChangeLevel> of(String label) {
        for (ChangeLevel level : values()) {
            if (level.label().equalsIgnoreCase(label.strip())) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
