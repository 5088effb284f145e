package org.lakehousereplay.run;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Source;

/**
 * A raw table. Public API: read by renderers.
 *
 * @param name its name
 * @param eventTime the column that says when a row happened, if one is declared
 * @param columns its columns, as declared
 */
public record SourceDefinition(String name, Optional<String> eventTime, List<ColumnDefinition> columns) {

    public SourceDefinition {
        columns = List.copyOf(columns);
    }

    static SourceDefinition of(Source source) {
        return new SourceDefinition(source.name(), source.eventTime(), ColumnDefinition.of(source.columns()));
    }
}
