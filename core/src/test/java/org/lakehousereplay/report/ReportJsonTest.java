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
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.RunReport;

class ReportJsonTest {

    @Test
    void everyReportFitsTheSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);

        for (RunReport report : List.of(
                SampleReports.everything(),
                SampleReports.hostile(),
                SampleReports.run(),
                SampleComparisons.everything(),
                SampleComparisons.firstRelease(),
                SampleComparisons.hostile(),
                SampleMutations.everything(),
                SampleMutations.hostile())) {
            assertThat(schema.validate(render(report), InputFormat.JSON)).isEmpty();
        }
        assertThat(schema.validate("{\"schema\": \"lakehouse-report/2\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void theDocumentedSchemaIsTheOneInTheJar() throws IOException {
        assertThat(Path.of("..", "docs", "report.schema.json")).hasContent(schemaText());
    }

    @Test
    void theSchemaNamesEveryKindLevelAndStatusOfAComparison() throws IOException {
        JsonNode definitions = new ObjectMapper().readTree(schemaText()).get("$defs");

        assertThat(names(definitions.at("/changeKind/enum")))
                .isEqualTo(Stream.of(ChangeKind.values()).map(ChangeKind::label).toList());
        assertThat(names(definitions.at("/changeLevel/enum")))
                .isEqualTo(
                        Stream.of(ChangeLevel.values()).map(ChangeLevel::label).toList());
        assertThat(names(definitions.at("/comparisonStatus/enum")))
                .isEqualTo(Stream.of(ComparisonStatus.values()).map(Enum::name).toList());
        assertThat(names(definitions.at("/change/properties/standing/enum")))
                .isEqualTo(Stream.of(Standing.values()).map(Enum::name).toList());
        assertThat(names(definitions.at("/part/properties/role/enum")))
                .isEqualTo(Stream.of(Explanation.Role.values()).map(Enum::name).toList());
    }

    @Test
    void theSchemaNamesEveryWordOfAMutationRun() throws IOException {
        JsonNode definitions = new ObjectMapper().readTree(schemaText()).get("$defs");

        assertThat(names(definitions.at("/mutant/properties/status/enum")))
                .isEqualTo(Stream.of(MutantStatus.values()).map(Enum::name).toList());
        assertThat(names(definitions.at("/mutant/properties/kill/properties/by/enum")))
                .isEqualTo(Stream.of(Kill.By.values()).map(Enum::name).toList());
        assertThat(names(definitions.at("/mutant/properties/operator/enum")))
                .isEqualTo(Stream.of(MutationOperator.values())
                        .map(MutationOperator::id)
                        .toList());
        assertThat(names(definitions.at("/coveragePoint/properties/kind/enum")))
                .isEqualTo(
                        Stream.of(CoveragePoint.Kind.values()).map(Enum::name).toList());
    }

    @Test
    void aMutationRunIsToldByPipeline() throws IOException {
        JsonNode pipeline = new ObjectMapper()
                .readTree(render(SampleMutations.everything()))
                .at("/mutation/0");

        assertThat(pipeline.at("/scores").toString())
                .isEqualTo("[{\"metric\":\"gmv_10min\",\"killed\":1,\"survived\":1,\"equivalent\":1,\"notRun\":1,"
                        + "\"percent\":50}]");
        assertThat(pipeline.at("/mutants/0/file").textValue())
                .isEqualTo("src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql");
        assertThat(pipeline.at("/mutants/0/kill/by").textValue()).isEqualTo("EXPECTATION");
        assertThat(pipeline.at("/mutants/1/operator").textValue()).isEqualTo("distinct-dropped");
        assertThat(pipeline.at("/mutants/1/suggestion/inputs/0/rows/0").toString())
                .isEqualTo("[\"o-1\",null]");
        assertThat(pipeline.at("/mutants/3").has("line")).isFalse();
        assertThat(pipeline.at("/coverage/0/sides/1").toString())
                .isEqualTo("{\"name\":\"false\",\"rows\":0,\"fixtures\":[]}");
        assertThat(new ObjectMapper()
                        .readTree(render(SampleReports.everything()))
                        .has("mutation"))
                .isFalse();
    }

    @Test
    void aPipelineIsToldAsItWasWritten() throws IOException {
        JsonNode report = new ObjectMapper().readTree(render(SampleComparisons.everything()));

        assertThat(report.at("/revision/commit").textValue()).isEqualTo("0123456789abcdef0123456789abcdef01234567");
        assertThat(report.at("/revision/dirty").booleanValue()).isTrue();
        assertThat(report.get("dataDigest").textValue()).startsWith("sha256:0123");
        JsonNode pipeline = report.at("/pipelines/0");
        assertThat(pipeline.get("timeZone").textValue()).isEqualTo("Asia/Shanghai");
        assertThat(pipeline.at("/sources/0/eventTime").textValue()).isEqualTo("paid_at");
        assertThat(pipeline.at("/sources/0/columns/0/type").textValue()).isEqualTo("TIMESTAMP");
        assertThat(pipeline.at("/models/0/layer").textValue()).isEqualTo("dwd");
        assertThat(pipeline.at("/models/0/sql").textValue()).isEqualTo("FROM orders");
        assertThat(pipeline.at("/models/0").has("metric")).isFalse();
        assertThat(pipeline.at("/models/1/metric/window/amount").intValue()).isEqualTo(10);
        assertThat(pipeline.at("/models/1/metric/checks/0/threshold").textValue())
                .isEqualTo("0.010");

        assertThat(pipeline.at("/models/0").has("lineage")).isFalse();
        assertThat(pipeline.at("/models/1/lineage/columns/0/from/0/column").textValue())
                .isEqualTo("paid_at");
        assertThat(pipeline.at("/models/1/lineage/conditions").size()).isEqualTo(2);

        JsonNode models = report.at("/comparison/baselines/0/pipelines/0/models");
        assertThat(models.size()).isEqualTo(4);
        assertThat(models.at("/0").size()).isEqualTo(3);
        assertThat(models.at("/1/change").textValue()).isEqualTo("EDITED");
        assertThat(models.at("/1/sql").textValue()).startsWith("/* @metric */");
        assertThat(models.at("/1/lineage/columns").size()).isEqualTo(2);
        assertThat(models.at("/2/change").textValue()).isEqualTo("ADDED");
        assertThat(models.at("/3/file").textValue()).isEqualTo("src/main/lakehouse/weekend-coupon/gmv_10min.sql");
    }

    @Test
    void aFailedCheckIsToldWithItsRows() throws IOException {
        JsonNode metric =
                new ObjectMapper().readTree(render(SampleReports.everything())).at("/pipelines/1/fixtures/1/metrics/0");

        assertThat(metric.get("checks").toString())
                .isEqualTo("[{\"check\":\"conversion <= 1\",\"threshold\":\"0.010\",\"rows\":5,\"anomalous\":1}]");
        assertThat(metric.at("/findings/7").toString())
                .isEqualTo(
                        "{\"type\":\"FailedCheck\",\"total\":1,\"check\":\"conversion <= 1\",\"threshold\":\"0.010\","
                                + "\"rows\":5,\"first\":[{\"key\":{\"window_start\":\"2024-05-18T12:00:00\",\"channel\":\"app\"},"
                                + "\"values\":{\"conversion\":\"1.2500\"}}]}");
    }

    @Test
    void aBrokenPipelineHasNoDefinition() throws IOException {
        JsonNode broken =
                new ObjectMapper().readTree(render(SampleReports.everything())).at("/pipelines/0");

        assertThat(broken.has("timeZone") || broken.has("sources") || broken.has("models"))
                .isFalse();
    }

    @Test
    void aComparisonIsToldWithExactNumbersAndStableNames() throws IOException {
        JsonNode comparison = new ObjectMapper()
                .readTree(render(SampleComparisons.everything()))
                .get("comparison");

        assertThat(comparison.get("status").textValue()).isEqualTo("ERROR");
        assertThat(comparison.get("gate").textValue()).isEqualTo("1.0.0");
        assertThat(comparison.at("/totals/notComparable").intValue()).isEqualTo(1);
        assertThat(comparison.at("/versionBump/required").textValue()).isEqualTo("2.0.0");
        assertThat(comparison.at("/entryProblems/0/line").intValue()).isEqualTo(12);
        assertThat(comparison.at("/baselines/2/problems/0/code").textValue()).isEqualTo("SOURCES_MISSING");
        JsonNode metric = comparison.at("/baselines/0/metrics/3");
        JsonNode change = metric.at("/changes/0");
        assertThat(change.get("kind").textValue()).isEqualTo("rows-filtered-out");
        assertThat(change.get("level").textValue()).isEqualTo("major");
        assertThat(change.get("standing").textValue()).isEqualTo("UNDECLARED");
        assertThat(change.at("/observed/0/firstChanged/0/relative").textValue()).isEqualTo("-0.03");
        assertThat(change.at("/observed/0/firstChanged/1/baseline").isNull()).isTrue();
        assertThat(change.at("/entries/0/deltas/gmv/to").textValue()).isEqualTo("0.00");
        assertThat(change.at("/entries/0/expires").textValue()).isEqualTo("2027-01-31");
        JsonNode part = metric.at("/explanations/0/cells/0/parts/0");
        assertThat(part.get("amount").textValue()).isEqualTo("-2.40");
        assertThat(part.get("file").textValue()).isEqualTo("src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql");
        assertThat(part.at("/first/1/number").intValue()).isEqualTo(14);
    }

    @Test
    void aRunThatWasComparedWithNothingSaysNothingAboutIt() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(render(SampleReports.everything()))
                        .has("comparison"))
                .isFalse();
        JsonNode first = new ObjectMapper()
                .readTree(render(SampleComparisons.firstRelease()))
                .get("comparison");
        assertThat(first.has("gate")).isFalse();
        assertThat(first.get("status").textValue()).isEqualTo("IDENTICAL");
        assertThat(first.get("note").textValue()).contains("no release yet");
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
        String compared = everyRendering(SampleComparisons.everything());
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(render(SampleReports.everything())).isEqualTo(json);
            assertThat(MarkdownSummary.render(SampleReports.everything())).isEqualTo(markdown);
            assertThat(JUnitXml.render(SampleReports.everything()).toString()).isEqualTo(xml);
            assertThat(everyRendering(SampleComparisons.everything())).isEqualTo(compared);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String everyRendering(RunReport report) {
        return render(report)
                + MarkdownSummary.render(report)
                + JUnitXml.render(report)
                + ComparisonSummary.lines(report);
    }

    private static String render(RunReport report) {
        return ReportJson.render(report);
    }

    private static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static String schemaText() throws IOException {
        try (InputStream schema = ReportJson.class.getResourceAsStream("report.schema.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
