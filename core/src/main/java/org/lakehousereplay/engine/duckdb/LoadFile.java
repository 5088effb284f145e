package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import org.lakehousereplay.fixture.DataFormat;

/**
 * A file to load.
 *
 * @param fixture the number of the fixture whose rows they are
 * @param format CSV, JSON lines or Parquet
 * @param path the file
 */
record LoadFile(int fixture, DataFormat format, Path path) {}
