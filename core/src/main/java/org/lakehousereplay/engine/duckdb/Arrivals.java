package org.lakehousereplay.engine.duckdb;

import java.util.List;
import org.lakehousereplay.pipeline.Column;

/** The columns that tell in which order, how and when the rows of a source arrived. */
final class Arrivals {

    /** The number of the row within its source and fixture, in the order of arrival, from 1. */
    static final String ARRIVAL = "_arrival";

    /** The row kind: {@code +I}, {@code -U}, {@code +U} or {@code -D}. */
    static final String KIND = "_op";

    /** The number of the increment with which the row arrived, over all sources of the fixture, from 0. */
    static final String INCREMENT = "_increment";

    /** The columns of a table beside those of the source. */
    static final List<Column> COLUMNS = List.of(
            new Column(ARRIVAL, "BIGINT", false),
            new Column(KIND, "VARCHAR", false),
            new Column(INCREMENT, "INTEGER", false));

    private Arrivals() {}
}
