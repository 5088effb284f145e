package org.lakehousereplay.flink.script;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Whether a tree asks for the time, by a function or by a column that does. */
final class ClockUse extends SqlBasicVisitor<Void> {

    private static final Set<String> FUNCTIONS = Set.of(
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIMESTAMP",
            "LOCALTIME",
            "NOW",
            "PROCTIME",
            "CURRENT_ROW_TIMESTAMP");

    private static final String UNIX_TIMESTAMP = "UNIX_TIMESTAMP";

    private final Set<String> columns;
    private boolean found;

    private ClockUse(Set<String> columns) {
        this.columns = columns;
    }

    /**
     * @param tree the tree of a query
     * @param columns the columns of its tables that hold the time
     */
    static boolean in(SqlNode tree, Set<String> columns) {
        ClockUse use = new ClockUse(columns);
        tree.accept(use);
        return use.found;
    }

    @Override
    public Void visit(SqlCall call) {
        if (call instanceof SqlSnapshot snapshot) {
            // The period of a look-up only says that the row is looked up when the other one arrives.
            return snapshot.getTableRef().accept(this);
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        found |= FUNCTIONS.contains(name) || (name.equals(UNIX_TIMESTAMP) && call.operandCount() == 0);
        return super.visit(call);
    }

    @Override
    public Void visit(SqlIdentifier identifier) {
        String name = identifier.names.get(identifier.names.size() - 1);
        boolean function = identifier.isSimple()
                && !identifier.isComponentQuoted(0)
                && FUNCTIONS.contains(name.toUpperCase(Locale.ROOT));
        found |= function || columns.contains(name) || (identifier.isStar() && !columns.isEmpty());
        return super.visit(identifier);
    }
}
