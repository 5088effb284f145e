package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lakehousereplay.sql.EngineError;

/** Runs statements on a connection until a deadline; what still runs then is cancelled. */
final class TimedStatements {

    private final Connection connection;
    private final ScheduledExecutorService watchdog;
    private Deadline deadline;

    /**
     * @param connection where they run
     * @param watchdog cancels what runs at the deadline
     * @param deadline the deadline of all of them
     */
    TimedStatements(Connection connection, ScheduledExecutorService watchdog, Deadline deadline) {
        this.connection = connection;
        this.watchdog = watchdog;
        this.deadline = deadline;
    }

    Connection connection() {
        return connection;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Puts the deadline off for what is to be done with the result, however late it is. */
    void extend(Duration duration) {
        deadline = Deadline.after(duration);
    }

    /**
     * Throws a failure again that says nothing of the rows a statement ran on: the end of the time, and that of the
     * memory.
     */
    static void rethrowLimits(SQLException failure) throws SQLException {
        if (failure instanceof DeadlineReached || EngineError.of(failure).outOfMemory()) {
            throw failure;
        }
    }

    /** What is made of the rows of a result. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    void execute(String sql) throws SQLException {
        timed(statement -> statement.execute(sql));
    }

    <T> T query(String sql, Reading<T> reading) throws SQLException {
        return timed(statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reading.read(rows);
            }
        });
    }

    /** The only value of a query with one row, a number. */
    long number(String sql) throws SQLException {
        return query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private interface Work<T> {
        T run(Statement statement) throws SQLException;
    }

    private <T> T timed(Work<T> work) throws SQLException {
        AtomicBoolean cancelled = new AtomicBoolean(deadline.passed());
        if (cancelled.get()) {
            throw new DeadlineReached(new SQLException("there is no time left"));
        }
        try (Statement statement = connection.createStatement()) {
            ScheduledFuture<?> alarm = watchdog.schedule(
                    () -> {
                        cancelled.set(true);
                        statement.cancel();
                        return null;
                    },
                    deadline.left().toNanos(),
                    TimeUnit.NANOSECONDS);
            try {
                return work.run(statement);
            } catch (SQLException failure) {
                throw cancelled.get() ? new DeadlineReached(failure) : failure;
            } finally {
                alarm.cancel(false);
            }
        }
    }
}
