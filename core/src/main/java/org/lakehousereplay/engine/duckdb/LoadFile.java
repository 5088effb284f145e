package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import org.lakehousereplay.fixture.DataFormat;

/**
 * A file to load.
 *
 * @param fixture the number of the fixture whose rows they are
 * @param format CSV, JSON lines or Parquet
 * @param path the file
 * @param part the number of the file among the parts of its input, from 0
 */
record LoadFile(int fixture, DataFormat format, Path path, int part) {

    /** A file that is an input by itself. */
    LoadFile(int fixture, DataFormat format, Path path) {
        this(fixture, format, path, 0);
    }
}
