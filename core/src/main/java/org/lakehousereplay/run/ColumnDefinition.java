package org.lakehousereplay.run;

import java.util.List;
import org.lakehousereplay.pipeline.Column;

/**
 * A column of a source or of the output of a model. Public API: read by renderers.
 *
 * @param name its name
 * @param type the engine's name of its type, such as {@code DECIMAL(18,2)}
 */
public record ColumnDefinition(String name, String type) {

    static List<ColumnDefinition> of(List<Column> columns) {
        return columns.stream()
                .map(column -> new ColumnDefinition(column.name(), column.type()))
                .toList();
    }
}
