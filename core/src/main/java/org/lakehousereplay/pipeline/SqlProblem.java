package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.sql.EngineError;

/** Turns what the engine refuses into a problem of the file that holds the SQL. */
final class SqlProblem {

    private SqlProblem() {}

    /**
     * @param file the file that holds the SQL
     * @param text the text of the file
     * @param error the error, with positions in that text
     * @param statement where the statement begins, for errors that have no position
     */
    static Problem of(Path file, String text, EngineError error, Location statement) {
        Location place = error.position().isPresent()
                ? Location.ofByteOffset(file, text, error.position().getAsLong())
                : statement;
        Optional<String> column = error.unknownColumn();
        if (column.isPresent()) {
            return Problem.at(
                    place,
                    ErrorCode.SQL_UNKNOWN_COLUMN,
                    "There is no column `" + column.get() + "` here",
                    suggestion(error.candidates(), "Check the columns of the tables that are read"));
        }
        if (error.timedOut()) {
            return Problem.at(
                    place,
                    ErrorCode.QUERY_TIMEOUT,
                    "The engine cannot read the SQL: " + error.message(),
                    "Look for a constant expression that makes something huge, such as repeat('x', 2000000000)");
        }
        if (error.isSyntax()) {
            return Problem.at(
                    place, ErrorCode.SQL_SYNTAX, "The SQL does not parse: " + error.message(), "Correct the SQL here");
        }
        if (error.subtype().equals("MISSING_ENTRY") && error.entryType().equalsIgnoreCase("table")) {
            return Problem.at(
                    place,
                    ErrorCode.SQL_UNKNOWN_TABLE,
                    "There is no table `" + error.name() + "`",
                    suggestion(error.candidates(), "Declare it in sources.sql, or write a model of that name"));
        }
        if (error.subtype().equals("MISSING_ENTRY") && error.entryType().equalsIgnoreCase("type")) {
            return Problem.at(
                    place,
                    ErrorCode.SQL_INVALID,
                    "There is no type `" + error.name() + "`",
                    "Write a type of the engine, such as DECIMAL(18,2); a type that sources.sql declares is known"
                            + " in sources.sql only");
        }
        if (error.subtype().equals("MISSING_ENTRY") && !error.name().isEmpty()) {
            String kind = error.entryType().toLowerCase(Locale.ROOT);
            return Problem.at(
                    place,
                    ErrorCode.SQL_INVALID,
                    "The engine has no " + kind + " `" + error.name() + "`",
                    suggestion(error.candidates(), "Use one that the engine has"));
        }
        return Problem.at(
                place, ErrorCode.SQL_INVALID, "The engine refuses the SQL: " + error.message(), "Correct the SQL here");
    }

    private static String suggestion(List<String> candidates, String otherwise) {
        return candidates.isEmpty()
                ? otherwise
                : candidates.stream()
                        .limit(5)
                        .map(candidate -> "`" + candidate + "`")
                        .collect(Collectors.joining(" or ", "Did you mean ", "?"));
    }
}
