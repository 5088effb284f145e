package org.lakehousereplay.sql.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;

/** Numbers the columns of all tables that queries may read. */
final class TableColumns {

    private final List<ColumnOrigin> columns = new ArrayList<>();
    private final Map<String, List<Origins>> tables = new HashMap<>();

    /** @param rows the name under which the engine has the table */
    void add(String rows, String name, List<ColumnDeclaration> declared) {
        List<Origins> numbers = new ArrayList<>();
        for (ColumnDeclaration column : declared) {
            numbers.add(Origins.of(columns.size()));
            columns.add(new ColumnOrigin(name, column.name()));
        }
        tables.put(rows, numbers);
    }

    List<Origins> of(String rows) throws UnknownPlan {
        List<Origins> numbers = tables.get(rows);
        if (numbers == null) {
            throw new UnknownPlan("table " + rows);
        }
        return numbers;
    }

    List<ColumnOrigin> named(Origins origins) {
        return origins.numbers().mapToObj(columns::get).toList();
    }
}
