package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.sql.EngineError;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlName;
import org.lakehousereplay.sql.SqlSyntax;
import org.lakehousereplay.sql.SqlSyntax.Feature;

/** Lets the engine bind the checks of a metric to its output, a table that must be in the database by now. */
final class CheckBinder {

    private static final String BOOLEAN = "BOOLEAN";

    private final ScratchDatabase database;
    private final String metric;
    private final List<Column> output;
    private final List<Problem> problems;

    CheckBinder(ScratchDatabase database, String metric, List<Column> output, List<Problem> problems) {
        this.database = database;
        this.metric = metric;
        this.output = output;
        this.problems = problems;
    }

    /** The checks that are sound; of the others the problems are told. */
    List<MetricCheck> bind(List<DeclaredCheck> checks) {
        List<MetricCheck> bound = new ArrayList<>();
        for (DeclaredCheck check : checks) {
            try {
                bind(check).ifPresent(bound::add);
            } catch (SqlFailure failure) {
                explain(check, failure.error());
            }
        }
        return bound;
    }

    private Optional<MetricCheck> bind(DeclaredCheck check) throws SqlFailure {
        String expression = check.expression().text().strip();
        SqlSyntax syntax = database.parse("SELECT " + expression);
        if (syntax.statements() != 1) {
            return refuse(check, "holds a second statement", "Write one expression without a semicolon");
        }
        // With and without parentheses: what parses in both ways has no clause, no alias and no comma outside of its
        // own.
        database.parse("SELECT " + MetricCheck.enclosed(expression));
        if (syntax.features().stream().anyMatch(found -> found.feature() == Feature.SUBQUERY)) {
            return refuse(
                    check, "holds a query", "Check each row by its own columns; compute what else it needs in a model");
        }
        if (!syntax.stars().isEmpty() || syntax.wholeTables()) {
            return refuse(check, "does not name the columns that it reads", DeclaredCheck.example());
        }
        Path file = check.expression().location().file();
        if (!SandboxRules.isRepeatable(file, "SELECT " + expression, syntax, folded(output))) {
            return refuse(
                    check,
                    "depends on more than the row",
                    "Remove the clock, chance, parameters and settings: a row must be right or wrong whenever it is replayed");
        }
        String rows = " FROM (FROM " + SqlName.quote(metric) + ") AS " + MetricCheck.ROWS;
        // A WHERE refuses what is not about a single row: aggregates and window functions.
        database.bind("SELECT 1" + rows + " WHERE " + MetricCheck.enclosed(expression));
        String type = database.query("DESCRIBE SELECT " + MetricCheck.enclosed(expression) + rows)
                .get(0)
                .get(1);
        if (!type.equals(BOOLEAN)) {
            return refuse(check, "is of type " + type + ", not " + BOOLEAN, DeclaredCheck.example());
        }
        return Optional.of(new MetricCheck(
                expression,
                check.threshold(),
                columns(syntax),
                check.expression().location()));
    }

    /** The output columns that an expression names; a part of a name may be a field, so it may be one too many. */
    private List<String> columns(SqlSyntax syntax) {
        Set<String> named = new HashSet<>();
        syntax.columns()
                .forEach(reference -> reference.parts().forEach(part -> named.add(part.toLowerCase(Locale.ROOT))));
        return output.stream()
                .map(Column::name)
                .filter(name -> named.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Set<String> folded(List<Column> columns) {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
        return names;
    }

    private void explain(DeclaredCheck check, EngineError error) {
        Optional<String> column = error.unknownColumn();
        if (column.isPresent()) {
            List<String> names = output.stream().map(Column::name).toList();
            String guess = Spelling.didYouMean(column.get(), names);
            refuse(
                    check,
                    "reads the column `" + column.get() + "`, which the output of " + metric + " does not have",
                    guess.isEmpty() ? "Output columns: " + String.join(", ", names) : guess);
            return;
        }
        refuse(
                check,
                (error.isSyntax() ? "is no expression: " : "is refused by the engine: ") + error.message(),
                DeclaredCheck.example());
    }

    private Optional<MetricCheck> refuse(DeclaredCheck check, String complaint, String remedy) {
        problems.add(Problem.at(
                check.expression().location(),
                ErrorCode.METRIC_HEADER_INVALID,
                "The check `" + check.expression().text().strip() + "` " + complaint,
                remedy));
        return Optional.empty();
    }
}
