package org.lakehousereplay.pipeline;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Column and table names that belong to the replay itself. */
final class ReservedNames {

    private static final String PREFIX = "_lakehouse";

    /** The columns that the replay store adds to every table, and the engine's own column that tells the row. */
    private static final Set<String> COLUMNS =
            Set.of("_fixture", "_kind", "_columns", "_check", "_arrival", "_op", "_increment", "_emission", "rowid");

    private ReservedNames() {}

    /** Why a table cannot be called so, to go on behind its name; empty when it can. */
    static Optional<String> complaintAboutTable(String name) {
        return fold(name).startsWith(PREFIX)
                ? Optional.of("begins with " + PREFIX + ", which is reserved")
                : Optional.empty();
    }

    /** Why a column cannot be called so, to go on behind its name; empty when it can. */
    static Optional<String> complaintAboutColumn(String name) {
        return COLUMNS.contains(fold(name)) ? Optional.of("is reserved for the replay") : complaintAboutTable(name);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
