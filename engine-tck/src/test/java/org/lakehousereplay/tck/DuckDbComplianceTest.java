package org.lakehousereplay.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lakehousereplay.spi.Engines;

/** The engine that the library brings is held to the same behaviour as any other. */
class DuckDbComplianceTest extends EngineCompliance {

    @Override
    protected Engines engines() {
        return Engines.none();
    }

    @Override
    protected EngineDialect dialect() {
        return new DuckDbDialect();
    }

    private static final class DuckDbDialect implements EngineDialect {

        @Override
        public String engine() {
            return "duckdb";
        }

        @Override
        public Map<String, String> files(List<SourceDeclaration> sources, List<MetricDeclaration> metrics) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("sources.sql", sources.stream().map(this::table).collect(Collectors.joining("\n")));
            metrics.forEach(metric -> files.put(
                    metric.name() + ".sql", "/* @metric\n" + metric.header() + "\n*/\n" + metric.query() + "\n"));
            return files;
        }

        private String table(SourceDeclaration source) {
            return source.columns().stream()
                    .map(column -> quoted(column.name()) + " " + type(column.type()))
                    .collect(Collectors.joining(", ", "CREATE TABLE " + quoted(source.name()) + " (", ");"));
        }

        private static String type(StandardType type) {
            return switch (type) {
                case DECIMAL -> "DECIMAL(18, 2)";
                case TEXT -> "VARCHAR";
                case ZONED_TIMESTAMP -> "TIMESTAMPTZ";
                default -> type.name();
            };
        }

        @Override
        public String quoted(String name) {
            return '"' + name + '"';
        }
    }
}
