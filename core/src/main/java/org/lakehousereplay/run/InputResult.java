package org.lakehousereplay.run;

import java.nio.file.Path;

/**
 * An input of a fixture as it was loaded.
 *
 * @param source the name of the source
 * @param path the file or folder; a folder stands for its part files
 * @param rows how many rows were replayed, after the replay range was applied
 */
public record InputResult(String source, Path path, long rows) {}
