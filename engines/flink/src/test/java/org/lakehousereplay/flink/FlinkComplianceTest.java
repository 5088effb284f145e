package org.lakehousereplay.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.tck.EngineCompliance;
import org.lakehousereplay.tck.EngineDialect;
import org.lakehousereplay.tck.MetricDeclaration;
import org.lakehousereplay.tck.SingleEngine;
import org.lakehousereplay.tck.SourceDeclaration;
import org.lakehousereplay.tck.StandardType;

/** Holds Flink to what every engine does alike. */
class FlinkComplianceTest extends EngineCompliance {

    @TempDir
    static Path work;

    private static Engines engines;

    @BeforeAll
    static void start() {
        engines = new SingleEngine(new FlinkEngine(), work);
    }

    @AfterAll
    static void stop() {
        engines.close();
    }

    @Override
    protected Engines engines() {
        return engines;
    }

    @Override
    protected EngineDialect dialect() {
        return new FlinkDialect();
    }

    private static final class FlinkDialect implements EngineDialect {

        @Override
        public String engine() {
            return "flink";
        }

        @Override
        public Map<String, String> files(List<SourceDeclaration> sources, List<MetricDeclaration> metrics) {
            String tables = sources.stream().map(this::table).collect(Collectors.joining("\n"));
            String views = metrics.stream().map(this::view).collect(Collectors.joining("\n"));
            return Map.of("shop.sql", tables + "\n" + views);
        }

        private String table(SourceDeclaration source) {
            return source.columns().stream()
                    .map(column -> quoted(column.name()) + " " + type(column.type()))
                    .collect(Collectors.joining(
                            ", ",
                            "CREATE TABLE " + quoted(source.name()) + " (",
                            ") WITH ('connector' = 'kafka', 'topic' = 'any',"
                                    + " 'properties.bootstrap.servers' = 'broker:9092', 'format' = 'json');"));
        }

        private String view(MetricDeclaration metric) {
            return "/* @metric\n" + metric.header() + "\n*/\nCREATE VIEW " + quoted(metric.name()) + " AS\n"
                    + metric.query() + ";\n";
        }

        private static String type(StandardType type) {
            return switch (type) {
                case INTEGER -> "INT";
                case DECIMAL -> "DECIMAL(18, 2)";
                case TEXT -> "STRING";
                case TIMESTAMP -> "TIMESTAMP(3)";
                case ZONED_TIMESTAMP -> "TIMESTAMP_LTZ(3)";
                default -> type.name();
            };
        }

        @Override
        public String quoted(String name) {
            return '`' + name + '`';
        }
    }
}
