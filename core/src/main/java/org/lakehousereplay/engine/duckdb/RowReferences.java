package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Source;

/**
 * Which rows refer to which by foreign keys, directly or through others. Each row has the labels of the rows that it
 * depends on in columns of its own, so that leaving some of them out takes no join.
 */
final class RowReferences {

    /** The key of ways that begin with a row of the same source, however many of those follow each other. */
    private static final int OF_ITSELF = -1;

    private final List<Source> sources;
    private final List<List<Path>> ancestors = new ArrayList<>();

    /** @param sources each behind those that it refers to, other than itself */
    RowReferences(List<Source> sources) {
        this.sources = List.copyOf(sources);
        for (Source source : this.sources) {
            ancestors.add(paths(source));
        }
    }

    /**
     * A way from the rows of a source to rows that they depend on.
     *
     * @param column the column with their labels
     * @param ancestor the source of those rows
     * @param key the foreign key that the way begins with, as its number in the source
     * @param beyond the column of the row referred to with which the way goes on; empty when it ends there
     * @param many whether a row depends on several rows in this way, so that the column is a list
     */
    record Path(String column, int ancestor, int key, String beyond, boolean many) {

        /** The condition that a row depends on one that is cut. */
        String isCut(BiFunction<Integer, String, String> labelIsCut) {
            if (!many) {
                return labelIsCut.apply(ancestor, column);
            }
            return "(len(list_filter(" + column + ", lambda label: " + labelIsCut.apply(ancestor, "label") + ")) > 0)";
        }

        /** The condition that a row depends on one of those whose labels a subquery has. */
        String isAmong(String labels) {
            return many ? "list_has_any(" + column + ", ARRAY" + labels + ")" : column + " IN " + labels;
        }
    }

    /** The ways from the rows of a source. */
    List<Path> ancestors(int index) {
        return ancestors.get(index);
    }

    private List<Path> paths(Source source) {
        List<Path> paths = new ArrayList<>();
        for (int key = 0; key < source.foreignKeys().size(); key++) {
            int parent = indexOf(source.foreignKeys().get(key).source());
            if (parent < 0 || sources.get(parent).equals(source)) {
                continue;
            }
            paths.add(new Path(column(paths), parent, key, "", false));
            for (Path further : ancestors.get(parent)) {
                paths.add(new Path(column(paths), further.ancestor(), key, further.column(), further.many()));
            }
        }
        if (!ofItself(source).isEmpty()) {
            List<Path> direct = List.copyOf(paths);
            paths.add(new Path(column(paths), indexOf(source.name()), OF_ITSELF, "", true));
            for (Path further : direct) {
                paths.add(new Path(column(paths), further.ancestor(), OF_ITSELF, further.column(), true));
            }
        }
        return List.copyOf(paths);
    }

    private static List<ForeignKey> ofItself(Source source) {
        return source.foreignKeys().stream()
                .filter(key -> key.source().equalsIgnoreCase(source.name()))
                .toList();
    }

    private static String column(List<Path> paths) {
        return "_lakehouse_up" + paths.size();
    }

    private int indexOf(String name) {
        for (int index = 0; index < sources.size(); index++) {
            if (sources.get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }

    /** Columns without values, behind others of a list. */
    static String placeholders(List<Path> paths) {
        return paths.stream()
                .map(path -> ", CAST(NULL AS " + (path.many() ? "BIGINT[]" : "BIGINT") + ") AS " + path.column())
                .collect(Collectors.joining());
    }

    /** Statements that fill the columns of a source anew. */
    static List<String> statements(String schema, Source source, String table, List<Path> paths) {
        List<String> statements = new ArrayList<>();
        List<Path> direct =
                paths.stream().filter(path -> path.key() != OF_ITSELF).toList();
        if (!direct.isEmpty()) {
            statements.add(toOthers(schema, source, table, direct));
        }
        List<Path> indirect =
                paths.stream().filter(path -> path.key() == OF_ITSELF).toList();
        if (!indirect.isEmpty()) {
            statements.add(toItself(source, table, indirect, direct));
        }
        return statements;
    }

    private static String toOthers(String schema, Source source, String table, List<Path> paths) {
        StringBuilder joins = new StringBuilder();
        List<String> replaced = new ArrayList<>();
        for (Path path : paths) {
            String parent = "parent" + path.key();
            if (path.beyond().isEmpty()) {
                ForeignKey key = source.foreignKeys().get(path.key());
                joins.append(" LEFT JOIN memory.")
                        .append(Sql.name(schema, key.source()))
                        .append(' ')
                        .append(parent)
                        .append(" ON ")
                        .append(refers(key, "child", parent));
            }
            String label = path.beyond().isEmpty() ? WorkingRows.LABEL : path.beyond();
            replaced.add(parent + "." + label + " AS " + path.column());
        }
        return "CREATE OR REPLACE TABLE " + table + " AS SELECT child.* REPLACE (" + String.join(", ", replaced)
                + ") FROM " + table + " child" + joins + " ORDER BY child." + WorkingRows.PLACE;
    }

    /** Rows may refer to each other in chains, and in circles. */
    private static String toItself(Source source, String table, List<Path> paths, List<Path> direct) {
        String parents = ofItself(source).stream()
                .map(key -> "(" + refers(key, "child", "parent") + ")")
                .collect(Collectors.joining(" OR "));
        List<String> lists = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (Path path : paths) {
            String label = path.beyond().isEmpty() ? WorkingRows.LABEL : path.beyond();
            String values = "list(up." + label + ") FILTER (up." + label + " IS NOT NULL)";
            lists.add((isList(path.beyond(), direct) ? "flatten(" + values + ")" : values) + " AS " + path.column());
            replaced.add("ancestors." + path.column() + " AS " + path.column());
        }
        String label = WorkingRows.LABEL;
        return "CREATE OR REPLACE TABLE " + table + " AS WITH RECURSIVE edges AS (SELECT child." + label
                + " AS child_label, parent." + label + " AS ancestor FROM " + table + " child JOIN " + table
                + " parent ON "
                + parents
                + "), chains AS (SELECT child_label, ancestor FROM edges UNION SELECT chains.child_label, edges.ancestor"
                + " FROM chains JOIN edges ON edges.child_label = chains.ancestor), ancestors AS (SELECT chains.child_label, "
                + String.join(", ", lists) + " FROM chains JOIN " + table + " up ON up." + label
                + " = chains.ancestor GROUP BY chains.child_label) SELECT child.* REPLACE ("
                + String.join(", ", replaced)
                + ") FROM " + table + " child LEFT JOIN ancestors ON ancestors.child_label = child." + label
                + " ORDER BY child." + WorkingRows.PLACE;
    }

    private static boolean isList(String column, List<Path> paths) {
        return paths.stream().anyMatch(path -> path.many() && path.column().equals(column));
    }

    private static String refers(ForeignKey key, String child, String parent) {
        List<String> same = new ArrayList<>();
        for (int column = 0; column < key.columns().size(); column++) {
            same.add(parent + "." + Sql.name(key.referenced().get(column)) + " = " + child + "."
                    + Sql.name(key.columns().get(column)));
        }
        return String.join(" AND ", same);
    }
}
