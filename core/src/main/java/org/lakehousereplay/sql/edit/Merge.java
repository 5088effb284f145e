package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Two versions of a part of a tree in one, with every difference under the edit that it belongs to. */
sealed interface Merge {

    /** The part with some edits applied; absent when it is not there then. */
    JsonNode render(Predicate<Draft> applied);

    /** What both versions have. */
    record Same(JsonNode node) implements Merge {
        @Override
        public JsonNode render(Predicate<Draft> applied) {
            return node;
        }
    }

    /** What one version has instead of what the other has; one of them may be absent. */
    record Choice(Draft draft, JsonNode before, JsonNode after) implements Merge {
        @Override
        public JsonNode render(Predicate<Draft> applied) {
            return applied.test(draft) ? after : before;
        }
    }

    /** An object whose fields may differ. */
    record Fields(Map<String, Merge> fields) implements Merge {
        @Override
        public JsonNode render(Predicate<Draft> applied) {
            ObjectNode object = Trees.object();
            fields.forEach((name, field) -> {
                JsonNode value = field.render(applied);
                if (!value.isMissingNode()) {
                    object.set(name, value);
                }
            });
            return object;
        }
    }

    /** A list whose elements may differ or be absent. */
    record Elements(List<Merge> elements) implements Merge {
        @Override
        public JsonNode render(Predicate<Draft> applied) {
            ArrayNode array = Trees.array();
            for (Merge element : elements) {
                JsonNode value = element.render(applied);
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }
    }

    /** A part that one version has bare and the other inside of something, such as a call of ROUND. */
    record Wrapped(Draft draft, boolean wrappedBefore, Merge whole, Merge inner) implements Merge {
        @Override
        public JsonNode render(Predicate<Draft> applied) {
            return (applied.test(draft) ? !wrappedBefore : wrappedBefore)
                    ? whole.render(applied)
                    : inner.render(applied);
        }
    }
}
