package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.lakehousereplay.spi.EngineProblem;

/**
 * Explains what Flink says of a statement. For the packages of this engine.
 *
 * <p>Flink's planner lives in a class loader of its own, and so do the exceptions that carry positions; they are read by
 * the names of their methods.
 */
public final class ScriptProblems {

    private static final int LONGEST = 800;
    private static final String POSITIONED = "CalciteContextException";

    private ScriptProblems() {}

    /**
     * The problem of a statement that Flink refuses.
     *
     * @param statement the statement
     * @param failure Flink's exception
     */
    public static EngineProblem of(Statement statement, Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause.getClass().getSimpleName().equals(POSITIONED)) {
                int line = number(cause, "getPosLine");
                int column = number(cause, "getPosColumn");
                if (line > 0) {
                    return new EngineProblem(
                            EngineProblem.Kind.SCRIPT,
                            Optional.of(statement.position(line, column)),
                            message(causes),
                            "");
                }
            }
        }
        return new EngineProblem(
                EngineProblem.Kind.SCRIPT, Optional.of(position(statement)), message(causes), "");
    }

    /**
     * A statement that a replay cannot do.
     *
     * @param statement the statement
     * @param message why
     * @param remedy what to do; may be empty
     */
    public static EngineProblem unsupported(Statement statement, String message, String remedy) {
        return new EngineProblem(
                EngineProblem.Kind.UNSUPPORTED, Optional.of(statement.position()), message, remedy);
    }

    /** Failures without a position are mostly those of the table that is written. */
    private static EngineProblem.Position position(Statement statement) {
        SqlNode node = statement.node();
        return node instanceof RichSqlInsert insert ? statement.position(insert.getTargetTable()) : statement.position();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        Throwable next = failure;
        while (next != null && !causes.contains(next)) {
            causes.add(next);
            next = next.getCause();
        }
        return causes;
    }

    /** The innermost message: those around it repeat it, or list every option of a table. */
    private static String message(List<Throwable> causes) {
        for (int index = causes.size() - 1; index >= 0; index--) {
            String message = causes.get(index).getMessage();
            if (message != null && !message.isBlank() && message.indexOf(' ') > 0) {
                return oneLine(message);
            }
        }
        return oneLine(causes.get(0).toString());
    }

    private static String oneLine(String message) {
        String line = String.join(
                " ", message.lines().map(String::strip).filter(part -> !part.isEmpty()).toList());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static int number(Throwable failure, String getter) {
        try {
            return (int) failure.getClass().getMethod(getter).invoke(failure);
        } catch (ReflectiveOperationException unknown) {
            return 0;
        }
    }

    /** What a statement is called in a message, such as {@code TRUNCATE TABLE}. */
    static String name(Statement statement) {
        return statement.node() instanceof SqlCall call ? call.getOperator().getName() : "this statement";
    }
}
