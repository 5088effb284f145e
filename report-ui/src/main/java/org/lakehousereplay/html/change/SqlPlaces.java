package org.lakehousereplay.html.change;

import java.util.Optional;

/** Knows where on the page a line of SQL stands. For the pages of the report. */
@FunctionalInterface
public interface SqlPlaces {

    /** A page without SQL. */
    SqlPlaces NONE = (file, line) -> Optional.empty();

    /**
     * Leads to a line.
     *
     * @param file the file as it is shown
     * @param line the number of the line, if it is known
     * @return empty when the page does not have it
     */
    Optional<String> href(String file, Optional<Integer> line);
}
