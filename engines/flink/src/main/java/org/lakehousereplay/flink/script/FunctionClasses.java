package org.lakehousereplay.flink.script;

import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlCreateFunction;
import org.apache.flink.table.api.ValidationException;

/** The classes of functions that scripts declare; Flink looks for them only when they are called. */
final class FunctionClasses {

    private FunctionClasses() {}

    static void check(SqlNode statement) {
        String name = ((SqlCreateFunction) statement).getFunctionClassName().getValueAs(String.class);
        try {
            Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException failure) {
            throw new ValidationException("the class " + name + " of the function is not on the engine's class path");
        }
    }
}
