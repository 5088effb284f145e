package org.lakehousereplay.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lakehousereplay.sql.SqlSyntax.ColumnReference;
import org.lakehousereplay.sql.SqlSyntax.Feature;
import org.lakehousereplay.sql.SqlSyntax.FunctionCall;
import org.lakehousereplay.sql.SqlSyntax.Occurrence;
import org.lakehousereplay.sql.SqlSyntax.Star;
import org.lakehousereplay.sql.SqlSyntax.TableReference;

/**
 * Walks the JSON that the engine makes of a query.
 *
 * <p>The layout differs between versions of the engine, so nothing is expected at a certain place: every object is
 * looked at for what it is. The walk keeps its own stack, because the depth of a tree is up to who wrote the SQL.
 */
final class SyntaxTree {

    private static final long UNKNOWN = -1;

    private static final Set<String> READING_NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    private final Deque<Visit> pending = new ArrayDeque<>();
    private final List<TableReference> tables = new ArrayList<>();
    private final List<FunctionCall> functions = new ArrayList<>();
    private final List<ColumnReference> columns = new ArrayList<>();
    private final List<Star> stars = new ArrayList<>();
    private final Set<String> usingColumns = new HashSet<>();
    private final List<Occurrence> features = new ArrayList<>();
    private boolean wholeTables;

    private SyntaxTree() {}

    static SqlSyntax read(JsonNode serialized) {
        JsonNode statements = serialized.path("statements");
        SyntaxTree tree = new SyntaxTree();
        tree.pending.push(new Visit(statements, Set.of(), UNKNOWN, false));
        while (!tree.pending.isEmpty()) {
            tree.visit(tree.pending.pop());
        }
        tree.tables.sort(Comparator.comparingLong(TableReference::position));
        tree.functions.sort(Comparator.comparingLong(FunctionCall::position));
        tree.columns.sort(Comparator.comparingLong(ColumnReference::position));
        tree.stars.sort(Comparator.comparingLong(Star::position));
        tree.features.sort(Comparator.comparingLong(Occurrence::position));
        return new SqlSyntax(
                statements.size(),
                tree.tables,
                tree.functions,
                tree.columns,
                tree.stars,
                tree.wholeTables,
                tree.usingColumns,
                tree.features,
                TreeFingerprint.of(statements));
    }

    private void visit(Visit visit) {
        JsonNode node = visit.node;
        if (node.isArray()) {
            node.forEach(element -> pending.push(new Visit(element, visit.defined, visit.position, false)));
            return;
        }
        if (!node.isObject()) {
            return;
        }
        long position = position(node, visit.position);
        Set<String> defined = defineQueries(node, visit.defined, position);
        record(node, position, defined, visit.tableFunction);
        String type = node.path("type").asText();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("cte_map")) {
                continue;
            }
            boolean seesItself =
                    type.equals("RECURSIVE_CTE_NODE") && !field.getKey().equals("left")
                            || type.equals("CTE_NODE") && field.getKey().equals("child");
            Set<String> scope = seesItself
                    ? with(
                            defined,
                            node.path("cte_name").asText(node.path("ctename").asText()))
                    : defined;
            boolean tableFunction =
                    type.equals("TABLE_FUNCTION") && field.getKey().equals("function");
            pending.push(new Visit(field.getValue(), scope, position, tableFunction));
        }
    }

    /** A query of a WITH clause sees those before it, not itself: it may read a table of its own name. */
    private Set<String> defineQueries(JsonNode node, Set<String> outer, long position) {
        Set<String> defined = outer;
        for (JsonNode entry : node.path("cte_map").path("map")) {
            pending.push(new Visit(entry.path("value"), defined, position, false));
            defined = with(defined, entry.path("key").asText());
        }
        return defined;
    }

    private void record(JsonNode node, long position, Set<String> defined, boolean tableFunction) {
        String type = node.path("type").asText();
        if (type.endsWith("_NODE") && !READING_NODES.contains(type)) {
            features.add(new Occurrence(Feature.CHANGE, position));
        }
        switch (type) {
            case "BASE_TABLE" -> recordTable(node, position, defined);
            case "COLUMN_REF" -> columns.add(new ColumnReference(texts(node.path("column_names")), position));
            case "STAR" -> stars.add(new Star(node.path("relation_name").asText(), position));
            case "SUBQUERY" -> features.add(new Occurrence(Feature.SUBQUERY, position));
            case "SHOW_REF" -> features.add(new Occurrence(Feature.DESCRIBE, position));
            case "VALUE_PARAMETER" -> features.add(new Occurrence(Feature.PARAMETER, position));
            case "PIVOT", "POSITIONAL_REFERENCE" -> wholeTables = true;
            default -> {
                // Recognised by a field below, or of no interest.
            }
        }
        if (node.hasNonNull("function_name")) {
            int arguments = Math.max(
                    node.path("children").size(), node.path("arguments").size());
            functions.add(new FunctionCall(
                    qualifiers(node, "catalog", "schema"),
                    node.path("function_name").asText(),
                    arguments,
                    tableFunction,
                    position));
        }
        if (node.path("sample").isObject()) {
            features.add(new Occurrence(Feature.SAMPLE, position));
        }
        if (node.path("at_clause").isObject()) {
            features.add(new Occurrence(Feature.TIME_TRAVEL, position));
        }
        wholeTables |= node.path("ref_type").asText().equals("NATURAL");
        usingColumns.addAll(texts(node.path("using_columns")));
    }

    private void recordTable(JsonNode node, long position, Set<String> defined) {
        String name = node.path("table_name").asText();
        List<String> qualifiers = qualifiers(node, "catalog_name", "schema_name");
        boolean recurring = qualifiers.size() == 1 && qualifiers.get(0).equalsIgnoreCase("recurring");
        if ((qualifiers.isEmpty() || recurring) && defined.contains(fold(name))) {
            return;
        }
        String alias = node.path("alias").asText();
        tables.add(new TableReference(
                qualifiers,
                name,
                alias.isEmpty() ? name : alias,
                !node.path("column_name_alias").isEmpty(),
                position));
    }

    private static List<String> qualifiers(JsonNode node, String catalogField, String schemaField) {
        List<String> qualifiers = new ArrayList<>();
        for (String field : List.of(catalogField, schemaField)) {
            String qualifier = node.path(field).asText();
            if (!qualifier.isEmpty()) {
                qualifiers.add(qualifier);
            }
        }
        return qualifiers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static long position(JsonNode node, long around) {
        JsonNode location = node.path("query_location");
        // An unknown place is the greatest unsigned number, which no long can hold.
        return location.isIntegralNumber() && location.canConvertToLong() ? location.asLong() : around;
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(fold(name));
        return more;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private record Visit(JsonNode node, Set<String> defined, long position, boolean tableFunction) {}
}
