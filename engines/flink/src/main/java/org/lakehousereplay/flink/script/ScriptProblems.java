package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** Some of Flink's own messages carry a place of the statement. */
    private static final Pattern PLACE = Pattern.compile(",? at line (?<line>\\d+), column (?<column>\\d+)\\.?");

    /** The column of a table that a query does not fit, from 1. */
    private static final Pattern COLUMN = Pattern.compile("Incompatible types for sink column .* at position (\\d+)");

    private static final String TAKES_NO_UPDATES = "doesn't support consuming";

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
        String message = message(causes);
        for (Throwable cause : causes) {
            int line = cause.getClass().getSimpleName().equals(POSITIONED) ? number(cause, "getPosLine") : 0;
            if (line > 0) {
                return script(statement.position(line, number(cause, "getPosColumn")), message);
            }
        }
        Matcher told = PLACE.matcher(message);
        return told.find()
                ? script(
                        statement.position(
                                Integer.parseInt(told.group("line")), Integer.parseInt(told.group("column"))),
                        told.replaceFirst(""))
                : script(position(statement, message), message);
    }

    private static EngineProblem script(EngineProblem.Position position, String message) {
        return new EngineProblem(EngineProblem.Kind.SCRIPT, Optional.of(position), message, remedy(message));
    }

    private static String remedy(String message) {
        return message.contains(TAKES_NO_UPDATES)
                ? "write new rows only, as windows do, or write to a connector that takes updates, such as upsert-kafka"
                        + " with a primary key"
                : "";
    }

    /**
     * A statement that a replay cannot do.
     *
     * @param statement the statement
     * @param message why
     * @param remedy what to do; may be empty
     */
    public static EngineProblem unsupported(Statement statement, String message, String remedy) {
        return new EngineProblem(EngineProblem.Kind.UNSUPPORTED, Optional.of(statement.position()), message, remedy);
    }

    /** Failures without a position are those of a column that is written, or of the table. */
    private static EngineProblem.Position position(Statement statement, String message) {
        if (!(statement.node() instanceof RichSqlInsert insert)) {
            return statement.position();
        }
        Matcher column = COLUMN.matcher(message);
        return statement.position(
                (column.find() ? SelectItems.of(insert, Integer.parseInt(column.group(1))) : Optional.<SqlNode>empty())
                        .orElse(insert.getTargetTable()));
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
                " ",
                message.lines()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
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
