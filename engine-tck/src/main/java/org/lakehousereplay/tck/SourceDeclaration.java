package org.lakehousereplay.tck;

import java.util.List;

/**
 * A source that a test needs. Public API for authors of engines.
 *
 * @param name its name, which may need quotes
 * @param columns its columns in order, all of them nullable
 */
public record SourceDeclaration(String name, List<Column> columns) {

    public SourceDeclaration {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param name its name, which may need quotes
     * @param type its type
     */
    public record Column(String name, StandardType type) {}
}
