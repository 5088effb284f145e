package org.lakehousereplay.it.browser;

import java.util.List;
import java.util.Map;

/** The rows of one metric in one fixture, for a {@link SamplePage}. */
public interface SampleFixture {

    /** The key columns; where there is a window, its column comes first. */
    List<String> key();

    /** The other columns, each with {@code name}, {@code type} and {@code numeric}. */
    List<Map<String, Object>> measures();

    /** The versions beside the present one. */
    List<String> versions();

    /** The rows in the format of a data file, in the order of the window. */
    List<Chunk> chunks();

    /** What the page says of it. */
    Map<String, Object> described(List<Map<String, Object>> chunks);

    /**
     * Some rows.
     *
     * @param rows how many
     * @param json the content of a data file
     */
    record Chunk(int rows, String json) {}
}
