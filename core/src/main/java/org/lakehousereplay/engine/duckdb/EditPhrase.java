package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.sql.edit.QueryEdit;

/** Says in one line what was edited, and where. */
final class EditPhrase {

    private static final int MOST_CHARACTERS = 100;

    private EditPhrase() {}

    /** The phrase for edits that were made together. */
    static String of(List<MetricEdits.Step> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        if (steps.size() > 1) {
            return steps.size() + " edits together, the first being " + of(List.of(steps.get(0)));
        }
        List<MetricEdits.ModelEdit> edits = steps.get(0).edits();
        String places = edits.size() == 1 ? "" : " (in " + edits.size() + " places)";
        return phrase(edits.get(0).edit()) + places;
    }

    private static String phrase(QueryEdit edit) {
        if (edit.before().isEmpty()) {
            return quoted(edit.after().orElse("")) + " added";
        }
        if (edit.after().isEmpty()) {
            return quoted(edit.before().get()) + " removed";
        }
        return quoted(edit.before().get()) + " changed to "
                + quoted(edit.after().get());
    }

    private static String quoted(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) > MOST_CHARACTERS) {
            line = line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
        }
        return "`" + line + "`";
    }

    /** Where the first edit stands: in the candidate, or in the older version when it took something away. */
    static Optional<Location> place(List<MetricEdits.Step> steps) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        MetricEdits.ModelEdit first = steps.get(0).edits().get(0);
        OptionalLong now = first.edit().afterPosition();
        if (now.isPresent()) {
            return Optional.of(
                    Location.ofByteOffset(first.after().file(), first.after().sql(), now.getAsLong()));
        }
        OptionalLong then = first.edit().beforePosition();
        return then.isPresent()
                ? Optional.of(Location.ofByteOffset(
                        first.before().file(), first.before().sql(), then.getAsLong()))
                : Optional.of(Location.of(first.after().file()));
    }
}
