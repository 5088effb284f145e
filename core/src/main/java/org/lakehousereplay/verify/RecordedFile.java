package org.lakehousereplay.verify;

import java.nio.file.Path;

/**
 * What became of an expected file. Public API: read by front ends.
 *
 * @param path the file
 * @param fixture the fixture, {@code pipeline/name}
 * @param metric the metric
 * @param change whether it was written
 * @param rows how many rows it has now
 * @param changedRows how many of its rows were added, changed or removed
 */
public record RecordedFile(Path path, String fixture, String metric, Change change, long rows, long changedRows) {

    /** Whether a file was written. */
    public enum Change {
        /** There was none before. */
        CREATED,
        /** Some of its rows are new, gone or different; the others were left as they were, to the letter. */
        UPDATED,
        /** The output is as expected; the file was not touched. */
        UNCHANGED
    }
}
