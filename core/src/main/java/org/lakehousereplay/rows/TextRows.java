package org.lakehousereplay.rows;

import java.util.List;
import java.util.function.Consumer;
import org.lakehousereplay.diagnostic.Problem;

/**
 * Reads a text file with an eye on lines: slower than the engine, and able to say what is wrong and where. Used for
 * files that the engine refuses, and for those whose values it would not keep exactly.
 */
public interface TextRows {

    /**
     * The names of the columns, as the file spells them.
     *
     * @throws org.lakehousereplay.diagnostic.ProblemException when the file cannot be read
     */
    List<String> columns();

    /**
     * Hands over the rows in file order and stops at the first that is malformed.
     *
     * @param columns the columns to hand over, as the file spells them
     * @param rows called for each row
     * @return what is malformed, empty when all rows have been handed over
     * @throws org.lakehousereplay.diagnostic.ProblemException when the file cannot be read
     */
    List<Problem> read(List<String> columns, Consumer<TextRow> rows);
}
