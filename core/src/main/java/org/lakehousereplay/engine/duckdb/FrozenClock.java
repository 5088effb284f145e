package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Freezes the engine's clock: macros of the same names stand before the built-in functions in the search path and
 * answer with a variable of the session. {@code current_timestamp} and its like, which are no calls in the text, arrive
 * at the same functions.
 */
final class FrozenClock {

    /** The schema of the macros. */
    static final String SCHEMA = "lakehouse_clock";

    private static final String VARIABLE = "lakehouse_clock";
    private static final String NOW = "CAST(coalesce(getvariable('" + VARIABLE
            + "'), error('the model asks for the current time, and the fixture declares no clock')) AS TIMESTAMPTZ)";

    private FrozenClock() {}

    static void create(Connection connection) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE SCHEMA " + SCHEMA);
        for (String name : List.of("now", "get_current_timestamp", "transaction_timestamp")) {
            macro(connection, name + "()", NOW);
        }
        for (String name : List.of("today", "current_date")) {
            macro(connection, name + "()", "CAST(" + NOW + " AS DATE)");
        }
        macro(connection, "current_localtimestamp()", "CAST(" + NOW + " AS TIMESTAMP)");
        macro(connection, "current_localtime()", "CAST(CAST(" + NOW + " AS TIMESTAMP) AS TIME)");
        macro(connection, "get_current_time()", "CAST(" + NOW + " AS TIMETZ)");
        DuckDbDatabase.execute(
                connection,
                "CREATE MACRO " + SCHEMA + ".age(a) AS system.main.age(CAST(CAST(" + NOW
                        + " AS DATE) AS TIMESTAMP), CAST(a AS TIMESTAMP)), (a, b) AS system.main.age(a, b)");
    }

    private static void macro(Connection connection, String head, String body) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE MACRO " + SCHEMA + "." + head + " AS " + body);
    }

    /** Makes every statement of a connection fail that asks for the time, whatever an earlier one was told. */
    static void clear(Connection connection) throws SQLException {
        DuckDbDatabase.execute(connection, "SET VARIABLE " + VARIABLE + " = NULL");
    }

    /** Sets the time that the statements of a connection see. */
    static void set(Connection connection, OffsetDateTime time) throws SQLException {
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        DuckDbDatabase.execute(
                connection, "SET VARIABLE " + VARIABLE + " = CAST(" + Sql.text(text) + " AS TIMESTAMPTZ)");
    }
}
