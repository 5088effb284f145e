package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * The scripts of a pipeline with one change made on purpose. Public SPI.
 *
 * @param operator the kind of mistake that it stands for, as in {@code docs/mutation-operators.md}, such as
 *     {@code boundary}
 * @param file the script that was changed
 * @param line the line where the changed part began, from 1
 * @param column the column where it began, from 1
 * @param before the changed part as it was, in a spelling for people
 * @param after what stands in its place; empty when it was dropped
 * @param words what it does to the metric, a clause without a full stop
 * @param scripts all scripts in their order, exactly one of them changed
 */
public record ScriptMutant(
        String operator,
        Path file,
        int line,
        int column,
        String before,
        String after,
        String words,
        List<Script> scripts)
        implements Serializable {

    public ScriptMutant {
        scripts = List.copyOf(scripts);
    }
}
