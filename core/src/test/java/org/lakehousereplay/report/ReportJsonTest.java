package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.run.RunReport;

class ReportJsonTest {

    @Test
    void everyReportFitsTheSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);

        assertThat(schema.validate(render(SampleReports.everything()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(render(SampleReports.hostile()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(render(SampleReports.run()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate("{\"schema\": \"lakehouse-report/2\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void theDocumentedSchemaIsTheOneInTheJar() throws IOException {
        assertThat(Path.of("..", "docs", "report.schema.json")).hasContent(schemaText());
    }

    @Test
    void nullIsNullAndEveryOtherValueKeepsItsText() throws IOException {
        JsonNode metric =
                new ObjectMapper().readTree(render(SampleReports.everything())).at("/pipelines/1/fixtures/1/metrics/0");

        JsonNode cell = metric.at("/findings/0/first/1");
        assertThat(cell.at("/key/channel").textValue()).isEqualTo("app");
        assertThat(cell.get("expected").isNull()).isTrue();
        assertThat(cell.get("actual").textValue()).isEqualTo("0.2500");
        assertThat(cell.has("delta")).isFalse();
        assertThat(metric.at("/findings/1/first/0/values/note").textValue()).isEmpty();
        assertThat(metric.get("modelFile").textValue()).isEqualTo("src/main/lakehouse/weekend-coupon/gmv_10min.sql");
    }

    @Test
    void hostileTextComesBackUnchangedExceptForWhatUtf8CannotHold() throws IOException {
        byte[] bytes = render(SampleReports.hostile()).getBytes(StandardCharsets.UTF_8);

        assertThat(new ObjectMapper().readTree(bytes).get("engine").textValue())
                .isEqualTo(SampleReports.HOSTILE.replace('\ud800', '\ufffd'));
    }

    @Test
    void theTextIsStableAndReadable() {
        assertThat(render(SampleReports.run())).isEqualTo("""
                        {
                          "schema": "lakehouse-report/1",
                          "engine": "DuckDB v1.5.6",
                          "status": "NOT_ASSERTED",
                          "durationMillis": 34,
                          "totals": {
                            "fixtures": 0,
                            "asserted": 0,
                            "passed": 0,
                            "failed": 0,
                            "errors": 0,
                            "notAsserted": 0
                          },
                          "problems": [],
                          "pipelines": []
                        }
                        """);
    }

    @Test
    void localeAndTimeZoneOfTheMachineDoNotMatter() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String json = render(SampleReports.everything());
        String markdown = MarkdownSummary.render(SampleReports.everything());
        String xml = JUnitXml.render(SampleReports.everything()).toString();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(render(SampleReports.everything())).isEqualTo(json);
            assertThat(MarkdownSummary.render(SampleReports.everything())).isEqualTo(markdown);
            assertThat(JUnitXml.render(SampleReports.everything()).toString()).isEqualTo(xml);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String render(RunReport report) {
        return ReportJson.render(report);
    }

    private static String schemaText() throws IOException {
        try (InputStream schema = ReportJson.class.getResourceAsStream("report.schema.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
