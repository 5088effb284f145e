package org.lakehousereplay.pipeline;

import java.util.List;

/**
 * A FOREIGN KEY: each row whose columns are all not NULL refers to a row of a source.
 *
 * @param columns the columns that refer
 * @param source the declared name of the source that is referred to
 * @param referenced the columns of that source, one for each of {@code columns}; a key of it
 */
public record ForeignKey(List<String> columns, String source, List<String> referenced) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
        if (columns.size() != referenced.size()) {
            throw new IllegalArgumentException(columns + " cannot refer to " + referenced);
        }
    }
}
