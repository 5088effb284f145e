package org.lakehousereplay.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One kind of difference between expectation and output of a metric on a fixture. The lists hold the first rows in
 * key order, not all; {@code total} counts all.
 */
public sealed interface Finding {

    /** How many rows (or cells, for {@link ChangedCells}) differ in this way. */
    long total();

    /** Whether the finding would go away if the output were accepted as the expectation. */
    default boolean acceptable() {
        return true;
    }

    /**
     * Rows that are in both and differ.
     *
     * @param total how many cells
     * @param rows how many rows
     * @param columns the columns with a difference, in output order
     * @param first the first cells, by key and then by column
     * @param roundingOnly whether every changed cell is a DOUBLE or FLOAT and is off by less than 1e-9 of the expected
     *     value, as sums of such numbers are when the rows come in another order
     */
    record ChangedCells(long total, long rows, List<String> columns, List<CellDifference> first, boolean roundingOnly)
            implements Finding {
        public ChangedCells {
            columns = List.copyOf(columns);
            first = List.copyOf(first);
        }

        /** Cells that differ by more than rounding. */
        public ChangedCells(long total, long rows, List<String> columns, List<CellDifference> first) {
            this(total, rows, columns, first, false);
        }
    }

    /**
     * Columns that are expected and the output does not have; nothing else was compared then.
     *
     * @param columns the names, as the expected file spells them
     */
    record MissingColumns(List<String> columns) implements Finding {
        public MissingColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public long total() {
            return columns.size();
        }
    }

    /**
     * Rows that are expected and were not produced.
     *
     * @param total how many rows
     * @param first the first rows; each holds key and other checked columns
     */
    record MissingRows(long total, List<Row> first) implements Finding {
        public MissingRows {
            first = List.copyOf(first);
        }
    }

    /**
     * Rows that were produced and are not expected.
     *
     * @param total how many rows
     * @param first the first rows; each holds key and other checked columns
     */
    record UnexpectedRows(long total, List<Row> first) implements Finding {
        public UnexpectedRows {
            first = List.copyOf(first);
        }
    }

    /**
     * Keys that more than one row has.
     *
     * @param side where the key is repeated
     * @param total how many keys are repeated
     * @param first the first keys with the number of their rows
     */
    record DuplicateKeys(Side side, long total, List<RepeatedKey> first) implements Finding {
        public DuplicateKeys {
            first = List.copyOf(first);
        }

        /** A repeated key in the output would only be copied into the expected file. */
        @Override
        public boolean acceptable() {
            return side == Side.EXPECTED;
        }
    }

    /**
     * Windows whose start is not a multiple of the declared size.
     *
     * @param total how many distinct window starts
     * @param column the window column
     * @param size the declared size
     * @param first the first misaligned starts
     */
    record MisalignedWindows(long total, String column, String size, List<String> first) implements Finding {
        public MisalignedWindows {
            first = List.copyOf(first);
        }

        /** The window contradicts the metric's own header, whatever is expected. */
        @Override
        public boolean acceptable() {
            return false;
        }
    }

    /**
     * Rows of an ordered metric that are right and stand in the wrong place.
     *
     * @param total how many rows stand elsewhere than expected
     * @param first the first places
     */
    record WrongOrder(long total, List<Displacement> first) implements Finding {
        public WrongOrder {
            first = List.copyOf(first);
        }
    }

    /**
     * More rows for which a check is false than may be.
     *
     * @param total how many rows
     * @param check the SQL expression that the metric declares
     * @param threshold the largest share of such rows that is still fine, from 0 to 1
     * @param rows how many rows came out
     * @param first the first rows; each holds key and the other columns that the expression reads
     */
    record FailedCheck(long total, String check, BigDecimal threshold, long rows, List<Row> first) implements Finding {
        public FailedCheck {
            first = List.copyOf(first);
        }

        /** The rows contradict the metric's own header, whatever is expected. */
        @Override
        public boolean acceptable() {
            return false;
        }
    }

    /**
     * The metric comes out otherwise on another engine or in another mode.
     *
     * @param on the engine or mode
     * @param looksLike what the difference would be called between two versions, the most serious first
     * @param differences how it differs; what is expected there is the output of that engine or mode
     * @param reordered whether an ordered metric has its rows in another order
     */
    record EnginesDisagree(String on, List<String> looksLike, List<Finding> differences, boolean reordered)
            implements Finding {
        public EnginesDisagree {
            looksLike = List.copyOf(looksLike);
            differences = List.copyOf(differences);
        }

        /** How many rows differ. */
        @Override
        public long total() {
            return differences.stream()
                    .mapToLong(finding -> finding instanceof ChangedCells cells ? cells.rows() : finding.total())
                    .sum();
        }
    }

    /**
     * A law that the output does not keep.
     *
     * @param law the law, as it is declared
     * @param trial what was done with the input, such as {@code the rows of orders arrived in reverse order}
     * @param before what the output that was held against the other one is called
     * @param after what the other output is called
     * @param difference how they differ; empty when there is no other output
     * @param failure why there is no other output: a query failed that did not fail before
     * @param smallest the smallest input that was found to break the law
     */
    record LawBroken(
            String law,
            String trial,
            String before,
            String after,
            LawDifference difference,
            Optional<String> failure,
            Optional<LawWitness> smallest)
            implements Finding {

        @Override
        public long total() {
            return difference.rows();
        }

        /** The rows contradict what is declared, whatever is expected. */
        @Override
        public boolean acceptable() {
            return false;
        }

        /** The same with the smallest input. */
        public LawBroken shownBy(LawWitness witness) {
            return new LawBroken(law, trial, before, after, difference, failure, Optional.of(witness));
        }
    }

    /** The side of a comparison. */
    enum Side {
        EXPECTED,
        ACTUAL
    }

    /**
     * A row as far as it is compared.
     *
     * @param key its key
     * @param values the other checked columns
     */
    record Row(RowKey key, List<Cell> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * A key that several rows have.
     *
     * @param key the key
     * @param rows how many rows have it
     */
    record RepeatedKey(RowKey key, long rows) {}

    /**
     * A row in the wrong place.
     *
     * @param position 1-based position
     * @param expected the key expected there
     * @param actual the key found there
     */
    record Displacement(long position, RowKey expected, RowKey actual) {}
}
