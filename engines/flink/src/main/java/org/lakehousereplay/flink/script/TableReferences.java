package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.util.Util;

/** The tables that a query names, as it names them. */
final class TableReferences {

    private final Set<SqlIdentifier> found = new HashSet<>();
    private final List<SqlIdentifier> tables = new ArrayList<>();

    private TableReferences() {}

    static List<SqlIdentifier> of(SqlNode query) {
        TableReferences references = new TableReferences();
        references.visit(query, Set.of());
        return List.copyOf(references.tables);
    }

    /** The name of the procedure that a statement calls, without its database. */
    static Optional<String> procedure(SqlNode statement) {
        SqlNode node = statement;
        while (node instanceof SqlCall call) {
            if (call.getOperator() instanceof SqlFunction function && function.getSqlIdentifier() != null) {
                return Optional.of(Util.last(function.getSqlIdentifier().names));
            }
            node = call.operandCount() == 0 ? null : call.operand(0);
        }
        return Optional.empty();
    }

    private void visit(SqlNode node, Set<String> locals) {
        if (node instanceof SqlWith with) {
            visit(with.body, declare(with, locals));
        } else if (node instanceof SqlSelect select) {
            from(select.getFrom(), locals);
            for (SqlNode operand : select.getOperandList()) {
                if (operand != select.getFrom()) {
                    visit(operand, locals);
                }
            }
        } else if (node instanceof Iterable<?> list) {
            list.forEach(element -> visit((SqlNode) element, locals));
        } else if (node instanceof SqlCall call) {
            call(call, locals);
        }
    }

    private Set<String> declare(SqlWith with, Set<String> locals) {
        Set<String> names = new HashSet<>(locals);
        for (SqlNode item : with.withList) {
            visit(((SqlWithItem) item).query, names);
            names.add(((SqlWithItem) item).name.getSimple());
        }
        return names;
    }

    private void call(SqlCall call, Set<String> locals) {
        boolean table = call.getKind() == SqlKind.EXPLICIT_TABLE;
        for (SqlNode operand : call.getOperandList()) {
            if (table) {
                from(operand, locals);
            } else {
                visit(operand, locals);
            }
        }
    }

    private void from(SqlNode node, Set<String> locals) {
        if (node instanceof SqlIdentifier identifier) {
            boolean local = identifier.isSimple() && locals.contains(identifier.getSimple());
            if (!local && found.add(identifier)) {
                tables.add(identifier);
            }
        } else if (node instanceof SqlJoin join) {
            from(join.getLeft(), locals);
            from(join.getRight(), locals);
            visit(join.getCondition(), locals);
        } else if (node instanceof SqlMatchRecognize match) {
            from(match.getTableRef(), locals);
        } else if (node instanceof SqlCall call && wrapsTable(call.getKind())) {
            from(call.operand(0), locals);
        } else {
            visit(node, locals);
        }
    }

    private static boolean wrapsTable(SqlKind kind) {
        return switch (kind) {
            case AS, TABLE_REF, SNAPSHOT, LATERAL, TABLESAMPLE, EXTEND, PIVOT, UNPIVOT, EXPLICIT_TABLE -> true;
            default -> false;
        };
    }
}
