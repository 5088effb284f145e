package org.lakehousereplay.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The constants of a query, and which columns it holds against which: what an input has to be made of so that the query
 * has something to decide. For readers of SQL inside this library.
 *
 * @param constants the constants in the order of the tree, each once
 * @param compared the names, in lower case, of columns that an equation has on its sides
 */
public record SqlConstants(List<Constant> constants, List<Set<String>> compared) {

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100_000).build())
            .build());

    /** The functions that the parser makes an interval of a number by. */
    private static final String INTERVAL_FUNCTION = "to_";

    private static final Set<String> INTERVAL_UNITS = Set.of(
            "years",
            "months",
            "days",
            "hours",
            "minutes",
            "seconds",
            "weeks",
            "quarters",
            "milliseconds",
            "microseconds");

    public SqlConstants {
        constants = List.copyOf(constants);
        compared = compared.stream().map(Set::copyOf).toList();
    }

    /** What a constant is. */
    public enum Kind {
        /** A text, which may be that of a time, a date or an enum. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A length of time, such as {@code 10 minutes}. */
        INTERVAL
    }

    /**
     * A constant.
     *
     * @param kind what it is
     * @param text its value
     * @param columns the names, in lower case, of the columns that it is held against; empty when there is none
     */
    public record Constant(Kind kind, String text, Set<String> columns) {
        public Constant {
            columns = Set.copyOf(columns);
        }
    }

    /**
     * Reads the constants of some statements.
     *
     * @param serialized what {@code json_serialize_sql} makes of them; without constants when it is an error
     */
    public static SqlConstants of(String serialized) {
        try {
            return new Reader().read(JSON.readTree(serialized).path("statements"));
        } catch (JsonProcessingException tooDeep) {
            return new SqlConstants(List.of(), List.of());
        }
    }

    private static final class Reader {

        private final Deque<Visit> pending = new ArrayDeque<>();
        private final Set<Constant> constants = new LinkedHashSet<>();
        private final Set<Set<String>> compared = new LinkedHashSet<>();

        private record Visit(JsonNode node, Set<String> columns, String unit) {}

        SqlConstants read(JsonNode statements) {
            pending.push(new Visit(statements, Set.of(), ""));
            while (!pending.isEmpty()) {
                visit(pending.pop());
            }
            return new SqlConstants(List.copyOf(constants), List.copyOf(compared));
        }

        private void visit(Visit visit) {
            JsonNode node = visit.node;
            if (node.path("class").asText().equals("CONSTANT")) {
                constant(node, visit);
                return;
            }
            Set<String> columns = visit.columns;
            String unit = visit.unit;
            String type = node.path("type").asText();
            if (type.startsWith("COMPARE_")) {
                columns = columnNames(node);
                if (type.equals("COMPARE_EQUAL") && columns.size() > 1) {
                    compared.add(columns);
                }
            }
            String function = node.path("function_name").asText();
            if (function.startsWith(INTERVAL_FUNCTION)
                    && INTERVAL_UNITS.contains(function.substring(INTERVAL_FUNCTION.length()))) {
                unit = function.substring(INTERVAL_FUNCTION.length());
            }
            List<JsonNode> children = new ArrayList<>();
            node.forEach(children::add);
            for (int index = children.size() - 1; index >= 0; index--) {
                if (children.get(index).isContainerNode()) {
                    pending.push(new Visit(children.get(index), columns, unit));
                }
            }
        }

        private void constant(JsonNode node, Visit visit) {
            JsonNode literal = node.path("literal");
            if (literal.isObject()) {
                boolean text = literal.path("kind").asText().equals("STRING");
                add(text, literal.path("text").asText(), visit);
                return;
            }
            JsonNode value = node.path("value");
            JsonNode plain = value.path("value");
            String type = value.path("type").path("id").asText();
            if (value.path("is_null").asBoolean() || !plain.isValueNode() || plain.isBoolean()) {
                return;
            }
            if (type.equals("DECIMAL") && plain.isIntegralNumber()) {
                int scale = value.path("type").path("type_info").path("scale").asInt();
                add(false, new BigDecimal(plain.bigIntegerValue(), scale).toPlainString(), visit);
            } else {
                add(plain.isTextual(), plain.asText(), visit);
            }
        }

        private void add(boolean text, String value, Visit visit) {
            if (!visit.unit.isEmpty()) {
                constants.add(new Constant(Kind.INTERVAL, value + " " + visit.unit, visit.columns));
            } else {
                constants.add(new Constant(text ? Kind.TEXT : Kind.NUMBER, value, visit.columns));
            }
        }

        private static Set<String> columnNames(JsonNode comparison) {
            Set<String> names = new TreeSet<>();
            Deque<JsonNode> open = new ArrayDeque<>(List.of(comparison));
            while (!open.isEmpty()) {
                JsonNode node = open.pop();
                JsonNode parts = node.path("column_names");
                if (node.path("class").asText().equals("COLUMN_REF") && !parts.isEmpty()) {
                    names.add(parts.path(parts.size() - 1).asText().toLowerCase(Locale.ROOT));
                }
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    open.push(field.getValue());
                }
                if (node.isArray()) {
                    node.forEach(open::push);
                }
            }
            return names;
        }
    }
}
