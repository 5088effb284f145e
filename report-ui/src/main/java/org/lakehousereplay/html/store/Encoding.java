package org.lakehousereplay.html.store;

/**
 * How the values of a column are written for the script.
 *
 * @param form what the script is told
 * @param scale the places behind the point of a decimal, which is written as an integer
 * @param step the unit of times
 */
record Encoding(Form form, int scale, Step step) {

    enum Form {
        /** Differences of whole steps between times. */
        TIME,
        /** A list of the values that occur, and a code for each row. */
        DICTIONARY,
        /** A text for each row. */
        TEXT,
        /** Integers that JavaScript holds exactly. */
        DECIMAL,
        /** Decimals and integers that it does not hold: to draw with, their exact texts stand beside. */
        ROUNDED,
        /** Floating numbers. */
        FLOATING
    }

    enum Step {
        SECOND("s", 1_000_000),
        MILLISECOND("ms", 1_000),
        MICROSECOND("us", 1);

        private final String label;
        private final long microseconds;

        Step(String label, long microseconds) {
            this.label = label;
            this.microseconds = microseconds;
        }

        String label() {
            return label;
        }

        long microseconds() {
            return microseconds;
        }
    }

    static Encoding of(Form form) {
        return new Encoding(form, 0, Step.SECOND);
    }
}
