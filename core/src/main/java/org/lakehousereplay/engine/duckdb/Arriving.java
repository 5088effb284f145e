package org.lakehousereplay.engine.duckdb;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;

/**
 * The rows of a tracked source between their files and the store, in a table of the session: as they were read, with
 * their row kinds, before the order of arrival is known.
 *
 * @param pipeline the pipeline
 * @param source the source
 * @param arrival the column of inputs that rows arrive in the order of; empty when that is the order of the files
 */
record Arriving(Pipeline pipeline, Source source, Optional<String> arrival) {

    /** The row kind as the file has it; NULL for an insert. */
    static final Column KIND = new Column(Arrivals.KIND, "VARCHAR", true);

    /** When the row arrived, where that is no column of the source. */
    static final Column ARRIVED = new Column("_arrived", "BIGINT", true);

    private static final Set<String> NUMBERS = Set.of("SMALLINT", "INTEGER", "BIGINT");

    /** Whether a column of a source holds whole numbers. */
    static boolean counted(Source source, String column) {
        return source.column(column).map(Column::type).filter(NUMBERS::contains).isPresent();
    }

    static String table(Source source) {
        return Sql.name("temp", "lakehouse_arriving_" + source.name());
    }

    /** The statement that makes the table. */
    static String ddl(Source source) {
        StringBuilder ddl = new StringBuilder("CREATE OR REPLACE TEMP TABLE " + table(source) + " (_fixture INTEGER");
        for (Column column : source.columns()) {
            ddl.append(", ").append(Sql.name(column.name())).append(' ').append(column.type());
        }
        return ddl.append(", " + KIND.name() + " VARCHAR, " + ARRIVED.name() + " BIGINT, " + LoadTarget.PART
                        + " INTEGER, " + LoadTarget.ROW + " BIGINT)")
                .toString();
    }

    /** The type of the values that rows arrive in the order of. */
    String arrivalType() {
        return arrival.flatMap(name -> pipeline.sources().stream()
                        .flatMap(other -> other.column(name).stream())
                        .map(Column::type)
                        .filter(type -> !NUMBERS.contains(type))
                        .findFirst())
                .orElse(ARRIVED.type());
    }

    /** An expression for the value that a row arrives in the order of; NULL stands before all others. */
    String arrived() {
        String value = arrival.flatMap(source::column)
                .map(column -> Sql.name(column.name()))
                .orElse(arrivalType().equals(ARRIVED.type()) ? ARRIVED.name() : "NULL");
        return "CAST(" + value + " AS " + arrivalType() + ")";
    }

    /** The rows of some fixtures with the columns of the source, their kinds and their order ({@code _arrival}). */
    String rows(Collection<Integer> fixtures) {
        String columns = source.columns().stream()
                .map(column -> ", " + Sql.name(column.name()))
                .collect(Collectors.joining());
        String order =
                (arrival.isPresent() ? arrived() + " NULLS FIRST, " : "") + LoadTarget.PART + ", " + LoadTarget.ROW;
        return "(SELECT _fixture" + columns + ", coalesce(" + KIND.name() + ", '+I') AS " + KIND.name() + ", "
                + LoadTarget.PART + (arrival.isPresent() ? ", " + arrived() + " AS _lakehouse_arrived" : "")
                + ", row_number() OVER (PARTITION BY _fixture ORDER BY " + order + ") AS " + Arrivals.ARRIVAL
                + " FROM " + table(source) + " WHERE " + of(fixtures) + ")";
    }

    /** A condition for the rows of some fixtures. */
    static String of(Collection<Integer> fixtures) {
        return fixtures.stream().map(String::valueOf).collect(Collectors.joining(", ", "_fixture IN (", ")"));
    }
}
