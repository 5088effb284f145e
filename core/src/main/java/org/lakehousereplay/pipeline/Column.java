package org.lakehousereplay.pipeline;

import java.util.regex.Pattern;

/**
 * A column of a source or of the output of a model.
 *
 * @param name the name as declared
 * @param type the engine's name of the type, such as {@code DECIMAL(18,2)} or {@code STRUCT(a INTEGER)}
 * @param nullable whether NULL is allowed
 */
public record Column(String name, String type, boolean nullable) {

    private static final Pattern NUMBER =
            Pattern.compile("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\\(.*");

    /** Whether its values are numbers. */
    public boolean numeric() {
        return NUMBER.matcher(type).matches();
    }
}
