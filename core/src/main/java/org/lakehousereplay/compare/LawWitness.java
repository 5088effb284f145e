package org.lakehousereplay.compare;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;

/**
 * The smallest input that was found to break a law.
 *
 * @param rows the first rows that are left, by source and in the order of the input
 * @param rowsLeft how many rows are left
 * @param rowsBefore how many rows the fixture has in the sources that take part
 * @param minimal whether each row that is left is needed; not known when the time was spent before
 * @param difference how the outputs differ on these rows alone
 */
public record LawWitness(
        List<InputRow> rows, long rowsLeft, long rowsBefore, boolean minimal, LawDifference difference) {

    public LawWitness {
        rows = List.copyOf(rows);
    }

    /**
     * A row of the input.
     *
     * @param source the source
     * @param location where it stands, if that is known
     * @param values its values in canonical text
     */
    public record InputRow(String source, Optional<Location> location, List<Cell> values) {

        public InputRow {
            values = List.copyOf(values);
        }
    }
}
