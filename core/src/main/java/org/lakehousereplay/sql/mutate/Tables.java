package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.sql.edit.Trees;

/** What a query calls its tables. */
final class Tables {

    private Tables() {}

    /** The name of a table; words for one that has none. */
    static String name(JsonNode table) {
        String name = bare(table);
        return name.isEmpty() ? "the subquery" : Prose.name(name);
    }

    /** The name by which columns of a table can be called. */
    static String bare(JsonNode table) {
        String alias = table.path("alias").asText();
        return alias.isEmpty() ? table.path("table_name").asText() : alias;
    }

    /** The tables in front of a joined one. */
    static String before(Site item) {
        List<String> names = new ArrayList<>();
        JsonNode items = item.around().orElseThrow().node();
        for (int index = 0; index < item.index(); index++) {
            names.add(name(items.path(index).path(Trees.TABLE)));
        }
        return String.join(" and ", names);
    }
}
