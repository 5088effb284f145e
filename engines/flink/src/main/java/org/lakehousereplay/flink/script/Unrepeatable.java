package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Finds in a tree what comes out otherwise in every run: chance, and the time of the machine. A processing time that is
 * only handed on, sorted by, or looked up at does no harm, for rows arrive in the same order in every run.
 */
final class Unrepeatable extends SqlBasicVisitor<Void> {

    private static final String PROCESSING_TIME = "PROCTIME";

    private final Set<String> functions;
    private final Set<String> times;
    private final Set<String> others;
    private final List<SqlNode> found = new ArrayList<>();

    private Unrepeatable(Set<String> functions, Set<String> times, Set<String> others) {
        this.functions = functions;
        this.times = new HashSet<>(times);
        this.others = new HashSet<>(others);
    }

    /**
     * @param tree a query, or the expression of a column
     * @param functions the functions that users define, in lower case
     * @param times the columns of its tables that are processing times
     * @param others all other columns of its tables
     */
    static List<SqlNode> in(SqlNode tree, Set<String> functions, Set<String> times, Set<String> others) {
        Unrepeatable visitor = new Unrepeatable(functions, times, others);
        visitor.visitUnlessTime(tree);
        return List.copyOf(visitor.found);
    }

    /** Whether a part is a function, or a processing time that is used as a value. */
    static boolean isFunction(SqlNode part) {
        return part instanceof SqlCall call && !name(call).equals(PROCESSING_TIME);
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    @Override
    public Void visit(SqlIdentifier identifier) {
        if (isTime(identifier)) {
            found.add(identifier);
        }
        return null;
    }

    @Override
    public Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            select(select);
        } else if (call instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
            visitIfThere(join.getCondition());
        } else if (call instanceof SqlSnapshot snapshot) {
            from(snapshot.getTableRef());
        } else if (call instanceof SqlMatchRecognize match) {
            from(match.getTableRef());
            match.getMeasureList().accept(this);
            match.getPatternDefList().accept(this);
        } else if (call instanceof SqlWindow window) {
            window(window);
        } else if (call instanceof SqlWithItem item) {
            item.query.accept(this);
        } else {
            call(call);
        }
        return null;
    }

    private void call(SqlCall call) {
        switch (call.getKind()) {
            // What stands behind the first operand is a name.
            case AS, ARGUMENT_ASSIGNMENT -> call.operand(0).accept(this);
            case ORDER_BY -> {
                call.operand(0).accept(this);
                sorted(call.operand(1));
            }
            case EXPLICIT_TABLE, TABLE_REF -> from(call.operand(0));
            case OVER -> {
                call.operand(0).accept(this);
                if (!(call.operand(1) instanceof SqlIdentifier)) {
                    call.operand(1).accept(this);
                }
            }
            default -> {
                if (isTime(call) || isChance(call)) {
                    found.add(call);
                } else {
                    super.visit(call);
                }
            }
        }
    }

    private void select(SqlSelect select) {
        from(select.getFrom());
        for (SqlNode item : select.getSelectList()) {
            visitUnlessTime(item);
            if (item.getKind() == SqlKind.AS) {
                SqlCall named = (SqlCall) item;
                Set<String> columns = isTime(named.operand(0)) ? times : others;
                columns.add(((SqlIdentifier) named.operand(1)).getSimple());
            }
        }
        visitIfThere(select.getWhere());
        visitIfThere(select.getGroup());
        visitIfThere(select.getHaving());
        visitIfThere(select.getQualify());
        visitIfThere(select.getWindowList());
        sorted(select.getOrderList());
    }

    private void from(SqlNode table) {
        if (table instanceof SqlCall call) {
            if (call.getKind() == SqlKind.AS) {
                from(call.operand(0));
            } else {
                call.accept(this);
            }
        }
    }

    private void window(SqlWindow window) {
        window.getPartitionList().accept(this);
        sorted(window.getOrderList());
        boolean byTime = window.getOrderList().stream().anyMatch(this::isTime);
        for (SqlNode bound : new SqlNode[] {window.getLowerBound(), window.getUpperBound()}) {
            if (byTime && !window.isRows() && bound instanceof SqlCall) {
                found.add(window.getOrderList().get(0));
                return;
            }
        }
    }

    private void sorted(SqlNodeList order) {
        if (order != null) {
            order.forEach(this::visitUnlessTime);
        }
    }

    private void visitIfThere(SqlNode part) {
        if (part != null) {
            part.accept(this);
        }
    }

    private void visitUnlessTime(SqlNode part) {
        if (!isTime(part)) {
            part.accept(this);
        }
    }

    /** Whether a part is a processing time and nothing else, whatever its name or direction. */
    private boolean isTime(SqlNode part) {
        if (part instanceof SqlIdentifier identifier && !identifier.isStar()) {
            String column = identifier.names.get(identifier.names.size() - 1);
            // Where columns of both sorts have the same name, nobody is blamed wrongly.
            return times.contains(column) && !others.contains(column);
        }
        if (part instanceof SqlCall call) {
            return switch (call.getKind()) {
                case AS, DESCENDING -> isTime(call.operand(0));
                default -> name(call).equals(PROCESSING_TIME);
            };
        }
        return false;
    }

    private boolean isChance(SqlCall call) {
        String name = name(call);
        boolean free =
                switch (name) {
                    case "UUID", "RAND", "UNIX_TIMESTAMP" -> call.operandCount() == 0;
                    // With a seed, it has two.
                    case "RAND_INTEGER" -> call.operandCount() == 1;
                    default -> false;
                };
        return free && !functions.contains(name.toLowerCase(Locale.ROOT));
    }
}
