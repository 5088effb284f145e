package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a step of a plan hands on.
 *
 * @param columns the origins of its columns, by position
 * @param conditions the origins of what decided on its rows so far
 */
record Relation(List<Origins> columns, Origins conditions) {

    Relation {
        columns = List.copyOf(columns);
    }

    /** Columns that come from nowhere, as those of a constant table. */
    static Relation constant(int width) {
        return new Relation(Collections.nCopies(width, Origins.NONE), Origins.NONE);
    }

    Relation on(Origins more) {
        return new Relation(columns, conditions.and(more));
    }

    Relation with(List<Origins> more) {
        return new Relation(concatenated(columns, more), conditions);
    }

    /** All columns of several relations, side by side or one below the other. */
    Relation merged(Relation other) throws UnknownPlan {
        if (columns.size() != other.columns.size()) {
            throw new UnknownPlan("branches of different widths");
        }
        List<Origins> merged = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            merged.add(columns.get(index).and(other.columns.get(index)));
        }
        return new Relation(merged, conditions.and(other.conditions));
    }

    /** The columns that a list of positions picks; all when there is no list. */
    List<Origins> picked(JsonNode positions) throws UnknownPlan {
        if (positions.isEmpty()) {
            return columns;
        }
        List<Origins> picked = new ArrayList<>();
        for (JsonNode position : positions) {
            picked.add(at(columns, position));
        }
        return picked;
    }

    static Origins at(List<Origins> columns, JsonNode position) throws UnknownPlan {
        int index = position.canConvertToInt() ? position.asInt() : -1;
        if (!position.isIntegralNumber() || index < 0 || index >= columns.size()) {
            throw new UnknownPlan("position " + position);
        }
        return columns.get(index);
    }

    static List<Origins> concatenated(List<Origins> left, List<Origins> right) {
        List<Origins> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }
}
