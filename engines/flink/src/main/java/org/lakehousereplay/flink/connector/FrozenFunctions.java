package org.lakehousereplay.flink.connector;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/** What a replay puts in the place of Flink's functions for the current time. For the package that runs replays. */
public final class FrozenFunctions {

    private FrozenFunctions() {}

    /** In the place of {@code CURRENT_TIMESTAMP} and {@code NOW()}. */
    public static final class Now extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        private final Instant time;

        public Now(Instant time) {
            this.time = time;
        }

        /** The time. */
        @DataTypeHint("TIMESTAMP_LTZ(3) NOT NULL")
        public Instant eval() {
            return time;
        }
    }

    /** In the place of {@code LOCALTIMESTAMP}. */
    public static final class Local extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        private final LocalDateTime time;

        public Local(LocalDateTime time) {
            this.time = time;
        }

        /** The time. */
        @DataTypeHint("TIMESTAMP(3) NOT NULL")
        public LocalDateTime eval() {
            return time;
        }
    }

    /** In the place of {@code CURRENT_DATE}. */
    public static final class Date extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        private final LocalDate date;

        public Date(LocalDate date) {
            this.date = date;
        }

        /** The date. */
        @DataTypeHint("DATE NOT NULL")
        public LocalDate eval() {
            return date;
        }
    }

    /** In the place of {@code LOCALTIME} and {@code CURRENT_TIME}. */
    public static final class Time extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        private final LocalTime time;

        public Time(LocalTime time) {
            this.time = time;
        }

        /** The time. */
        @DataTypeHint("TIME(0) NOT NULL")
        public LocalTime eval() {
            return time;
        }
    }
}
