package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the rows of a fixture that the script reads at once.
 *
 * @param number its number among all of the metric
 * @param fixture the number of the fixture
 * @param start the number of its first row among all of the metric
 * @param rows how many rows it has
 */
public record DataChunk(int number, int fixture, long start, int rows) {

    /** So many rows are unpacked and read within a blink. */
    public static final int MOST_ROWS = 50_000;

    /** The chunks of a metric, in the order of its rows. */
    public static List<DataChunk> of(List<FixtureCounts> counts) {
        List<DataChunk> chunks = new ArrayList<>();
        for (FixtureCounts fixture : counts) {
            for (long done = 0; done < fixture.rows(); done += MOST_ROWS) {
                int rows = (int) Math.min(MOST_ROWS, fixture.rows() - done);
                chunks.add(new DataChunk(chunks.size(), fixture.fixture(), fixture.start() + done, rows));
            }
        }
        return chunks;
    }
}
