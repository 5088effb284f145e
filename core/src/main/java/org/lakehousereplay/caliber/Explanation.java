package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.diagnostic.Location;

/**
 * Where the differences of a metric on a fixture come from: which edits of the SQL, and which input rows. Public API:
 * read by renderers.
 *
 * @param fixture the name of the fixture
 * @param cells the cells that were explained, the largest differences first
 * @param left how many cells that differ were not explained
 * @param stopped why it ended early, a sentence; empty when it did not
 */
public record Explanation(String fixture, List<ExplainedCell> cells, long left, String stopped) {

    public Explanation {
        cells = List.copyOf(cells);
    }

    /**
     * A cell whose difference is taken apart: its delta is the sum of the amounts of the parts and of the rest, exactly.
     *
     * @param cell the cell; NULL stands for a row that one version does not have
     * @param parts what makes the difference
     * @param unexplained the rest; empty when the column is no number
     */
    public record ExplainedCell(ChangedCell cell, List<Part> parts, Optional<BigDecimal> unexplained) {
        public ExplainedCell {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Rows of a source that an edit makes count in another way.
     *
     * @param edit the edit, as one phrase for people; empty when the edits were not told apart
     * @param place where the edit stands in the candidate, or in the baseline when it was taken away
     * @param source the source of the rows
     * @param role how the rows matter
     * @param rows how many rows
     * @param amount how much of the delta they make; empty when the column is no number
     * @param first the first of the rows
     */
    public record Part(
            String edit,
            Optional<Location> place,
            String source,
            Role role,
            long rows,
            Optional<BigDecimal> amount,
            List<InputRow> first) {
        public Part {
            first = List.copyOf(first);
        }
    }

    /** How rows matter to a difference. */
    public enum Role {
        /** They count in the candidate alone. */
        ENTERED,
        /** They count in the baseline alone. */
        LEFT,
        /** They count in both, differently. */
        COUNTED_DIFFERENTLY
    }

    /**
     * A row of an input.
     *
     * @param number its place among the rows of the source, from 1
     * @param values its columns in canonical text
     */
    public record InputRow(long number, List<Cell> values) {
        public InputRow {
            values = List.copyOf(values);
        }
    }
}
