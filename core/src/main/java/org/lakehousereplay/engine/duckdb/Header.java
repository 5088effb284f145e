package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.SourceChanges;

/**
 * The columns of a file, matched with those of a table.
 *
 * @param names the columns as the file spells them
 * @param columns the column of the table for each name
 */
record Header(List<String> names, List<Column> columns) {

    Header {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
    }

    /**
     * What is wrong with the columns of a file; {@link #of} needs them to be sound.
     *
     * @param places where each name stands
     */
    static List<Problem> problems(List<String> names, LoadTarget target, Function<String, Location> places) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Location place = places.apply(name);
            Optional<Column> column = target.column(name);
            if (column.isEmpty()) {
                problems.add(Problem.at(
                        place,
                        ErrorCode.COLUMN_UNKNOWN,
                        "unknown column " + (name.isEmpty() ? "\"\"" : name) + ": " + target.title()
                                + " has the columns " + list(target.columns()),
                        remedy(name, target)));
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(Problem.at(
                        place, ErrorCode.COLUMN_DUPLICATE, "the column " + name + " stands twice", "Keep one of them"));
            }
        }
        return problems;
    }

    /** What is missing, given all columns that the parts of an input have. */
    static List<Problem> missing(Location place, List<String> names, LoadTarget target) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        for (Column column : target.columns()) {
            if (!seen.contains(column.name().toLowerCase(Locale.ROOT))) {
                target.whyRequired(column)
                        .ifPresent(reason -> problems.add(Problem.at(
                                place,
                                ErrorCode.COLUMN_MISSING,
                                "the column " + column.name() + " is left out, and " + reason,
                                "Add the column")));
            }
        }
        return problems;
    }

    static Header of(List<String> names, LoadTarget target) {
        return new Header(
                names,
                names.stream().map(name -> target.column(name).orElseThrow()).toList());
    }

    private static String remedy(String name, LoadTarget target) {
        if (!target.expectation() && name.equalsIgnoreCase(SourceChanges.DEFAULT_ROW_KIND)) {
            return "If it holds row kinds such as +I and -D, declare rowKind: " + name
                    + " for the source in pipeline.yaml";
        }
        return Spelling.didYouMean(
                name, target.columns().stream().map(Column::name).toList());
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
