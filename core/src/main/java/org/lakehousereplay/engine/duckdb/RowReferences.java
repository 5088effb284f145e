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
        return List.copyOf(paths);
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
    static List<String> statements(String schema, int index, Source source, String table, List<Path> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        StringBuilder joins = new StringBuilder();
        List<String> replaced = new ArrayList<>();
        for (Path path : paths) {
            if (path.beyond().isEmpty()) {
                ForeignKey key = source.foreignKeys().get(path.key());
                String parent = "parent" + path.key();
                List<String> same = new ArrayList<>();
                for (int column = 0; column < key.columns().size(); column++) {
                    same.add(parent + "." + Sql.name(key.referenced().get(column)) + " = child."
                            + Sql.name(key.columns().get(column)));
                }
                joins.append(" LEFT JOIN memory.")
                        .append(Sql.name(schema, key.source()))
                        .append(' ')
                        .append(parent)
                        .append(" ON ")
                        .append(String.join(" AND ", same));
            }
            String label = path.beyond().isEmpty() ? WorkingRows.LABEL : path.beyond();
            replaced.add("parent" + path.key() + "." + label + " AS " + path.column());
        }
        return List.of("CREATE OR REPLACE TABLE " + table + " AS SELECT child.* REPLACE (" + String.join(", ", replaced)
                + ") FROM " + table + " child" + joins + " ORDER BY child." + WorkingRows.PLACE);
    }
}
