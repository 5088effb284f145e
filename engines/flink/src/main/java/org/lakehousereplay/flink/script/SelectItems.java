package org.lakehousereplay.flink.script;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.flink.sql.parser.dml.RichSqlInsert;

/** The items of the query that an INSERT writes. */
final class SelectItems {

    private SelectItems() {}

    /** The item that fills a column of the table, from 1; empty where it cannot be told without planning. */
    static Optional<SqlNode> of(RichSqlInsert insert, int column) {
        SqlNodeList targets = insert.getTargetColumnList();
        boolean partial = targets != null || !insert.getStaticPartitions().isEmpty();
        return partial ? Optional.empty() : items(insert.getSource()).map(items -> items.get(column - 1));
    }

    private static Optional<List<SqlNode>> items(SqlNode query) {
        if (query instanceof SqlSelect select) {
            boolean star = select.getSelectList().stream()
                    .anyMatch(item -> item instanceof SqlIdentifier identifier && identifier.isStar());
            return star ? Optional.empty() : Optional.of(select.getSelectList());
        }
        if (query instanceof SqlWith with) {
            return items(with.body);
        }
        if (query instanceof SqlOrderBy ordered) {
            return items(ordered.query);
        }
        boolean set = SqlKind.SET_QUERY.contains(query.getKind());
        return set ? items(((SqlBasicCall) query).operand(0)) : Optional.empty();
    }
}
