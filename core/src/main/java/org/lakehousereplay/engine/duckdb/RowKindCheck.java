package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.spi.RowKinds;

/** Holds the row kinds of an input to those that there are and that its source takes. */
final class RowKindCheck {

    private static final int SHOWN = 3;
    private static final List<String> ALL = List.of("+I", "-U", "+U", "-D");

    /** Other words for a row kind, for a better message. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("i", "+I"),
            Map.entry("insert", "+I"),
            Map.entry("c", "+I"),
            Map.entry("r", "+I"),
            Map.entry("ub", "-U"),
            Map.entry("update_before", "-U"),
            Map.entry("u", "+U"),
            Map.entry("ua", "+U"),
            Map.entry("update", "+U"),
            Map.entry("update_after", "+U"),
            Map.entry("d", "-D"),
            Map.entry("delete", "-D"));

    private final Connection connection;
    private final Source source;

    RowKindCheck(Connection connection, Source source) {
        this.connection = connection;
        this.source = source;
    }

    /** Whether the rows of an input can be other ones than inserts. */
    static boolean changes(Source source, InputFile input) {
        return source.changes().kinds() != RowKinds.INSERT_ONLY
                || (input.changeEvents() && !source.changes().byEngine());
    }

    /** The row kinds that an input may have. */
    private List<String> allowed(boolean changes) {
        if (!changes) {
            return List.of("+I");
        }
        return source.changes().kinds() == RowKinds.UPSERT ? List.of("+I", "+U", "-D") : ALL;
    }

    /** The fixtures, of some, that have a row of a kind that must not be there. */
    Set<Integer> violatingFixtures(Collection<Integer> fixtures, boolean changes) throws SQLException {
        Set<Integer> violating = new LinkedHashSet<>();
        if (fixtures.isEmpty()) {
            return violating;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT _fixture FROM " + Arriving.table(source)
                        + " WHERE " + Arriving.of(fixtures) + " AND " + wrong(changes))) {
            while (rows.next()) {
                violating.add(rows.getInt(1));
            }
        }
        return violating;
    }

    private String wrong(boolean changes) {
        return allowed(changes).stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", Arrivals.KIND + " NOT IN (", ")"));
    }

    /** The first rows of an input of a kind that must not be there. */
    List<Problem> explain(List<ConstraintCheck.LocatedRows> parts, boolean changes) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (ConstraintCheck.LocatedRows part : parts) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT _lakehouse_line, " + Arrivals.KIND + " FROM ("
                            + part.query() + ") WHERE " + wrong(changes) + " ORDER BY _lakehouse_line LIMIT "
                            + SHOWN)) {
                while (rows.next()) {
                    Location place = Location.of(part.file(), Math.toIntExact(rows.getLong(1)));
                    problems.add(problem(place, rows.getString(2)));
                }
            }
        }
        return problems;
    }

    private Problem problem(Location place, String kind) {
        if (!ALL.contains(kind)) {
            String meant = WORDS.getOrDefault(kind.strip().toLowerCase(Locale.ROOT), "");
            return Problem.at(
                    place,
                    ErrorCode.ROW_KIND_INVALID,
                    "\"" + kind + "\" is no row kind",
                    meant.isEmpty()
                            ? "Write +I, -U, +U or -D; nothing stands for +I"
                            : "Write " + meant + "; the row kinds are +I, -U, +U and -D");
        }
        if (source.changes().kinds() == RowKinds.UPSERT) {
            return Problem.at(
                    place,
                    ErrorCode.ROW_KIND_INVALID,
                    "source " + source.name() + " takes +I, +U and -D by its primary key, and the row is " + kind,
                    "Leave the rows before an update out, as production does");
        }
        return Problem.at(
                place,
                ErrorCode.ROW_KIND_INVALID,
                "source " + source.name() + " takes only inserts (+I), and the row is " + kind,
                "Write what its connector delivers, or declare it with one that brings changes, such as a"
                        + " change-data-capture connector or format");
    }
}
