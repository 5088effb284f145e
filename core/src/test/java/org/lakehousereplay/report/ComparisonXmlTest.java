package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleComparisons.baseline;
import static org.lakehousereplay.report.SampleComparisons.gate;
import static org.lakehousereplay.report.SampleComparisons.identical;
import static org.lakehousereplay.report.SampleComparisons.run;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.VersionBump;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class ComparisonXmlTest {

    @Test
    void aComparisonHasFilesOfItsOwnAndNoneOfAVerification() {
        assertThat(JUnitXml.render(SampleComparisons.everything()))
                .extracting(RenderedFile::name)
                .containsExactly("TEST-lakehouse-compare.xml", "TEST-lakehouse-compare.weekend-coupon.xml");
    }

    @Test
    void eachMetricIsATestWhoseTypeIsTheWorstUndeclaredChange() throws Exception {
        Element suite = suite(SampleComparisons.everything(), 1);

        assertThat(suite.getAttribute("name")).isEqualTo("lakehouse-compare.weekend-coupon");
        assertThat(suite.getAttribute("tests")).isEqualTo("9");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(outcomes(suite))
                .containsExactly(
                        Map.entry("arpu [compared with 1.0.0]", "passed"),
                        Map.entry("buyers [compared with 1.0.0]", "passed"),
                        Map.entry("ctr [compared with 1.0.0]", "passed"),
                        Map.entry("gmv_10min [compared with 1.0.0]", "failure rows-filtered-out"),
                        Map.entry("traffic [compared with 1.0.0]", "failure not-comparable"),
                        Map.entry("views [compared with 1.0.0]", "error QUERY_TIMEOUT"),
                        Map.entry("dau [compared with 1.0.0]", "failure metric-removed"),
                        Map.entry("gmv_10min [compared with 0.9.0]", "skipped "),
                        Map.entry("ctr [compared with 0.9.0]", "passed"));
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("= -2.40 from 12 rows of orders that left with `status <> 'refunded'` added");
        assertThat(suite.getElementsByTagName("system-out").item(1).getTextContent())
                .contains("Asked for by operations, ticket 12 (decided by kim on 2026-11-02");
    }

    @Test
    void entriesAndTheVersionAreTestsOfTheProject() throws Exception {
        Element suite = suite(SampleComparisons.everything(), 0);

        assertThat(suite.getAttribute("name")).isEqualTo("lakehouse-compare");
        assertThat(outcomes(suite))
                .containsExactly(
                        Map.entry("baseline [0.8.0]", "skipped "),
                        Map.entry("caliber-changes.yaml:12", "failure CONFIGURATION_INVALID"),
                        Map.entry("version", "failure version-bump"));
    }

    @Test
    void aVersionThatIsOnlyToldPasses() throws Exception {
        RunReport report = run(new ComparisonResult(
                Optional.of("1.0.0"),
                "",
                ChangeLevel.MAJOR,
                List.of(baseline("1.0.0", identical("ctr"))),
                List.of(),
                Optional.of(new VersionBump("1.0.0", "1.0.1", ChangeLevel.PATCH, ChangeLevel.MINOR, "1.1.0", false))));

        assertThat(outcomes(suite(report, 0))).containsExactly(Map.entry("version", "passed"));
    }

    @Test
    void problemsOfOneEntryAreOneTest() throws Exception {
        RunReport report = run(new ComparisonResult(
                Optional.of("1.0.0"),
                "",
                ChangeLevel.MAJOR,
                List.of(baseline("1.0.0", identical("ctr"))),
                List.of(SampleComparisons.stale(), SampleComparisons.stale()),
                Optional.empty()));

        Element suite = suite(report, 0);
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getTextContent()).contains("declared changes: 2 entries do not hold");
    }

    @Test
    void aFirstReleaseIsSkippedAndABrokenFixtureIsNot() throws Exception {
        assertThat(outcomes(suite(SampleComparisons.firstRelease(), 0)))
                .containsExactly(Map.entry("baseline", "skipped "));
        RunReport broken = SampleReports.everything();
        RunReport compared = new RunReport(
                broken.baseDirectory(),
                broken.provenance(),
                broken.engine(),
                broken.pipelines(),
                broken.problems(),
                Optional.of(gate(baseline("1.0.0"))),
                broken.duration());

        assertThat(outcomes(suite(compared, 0))).containsExactly(Map.entry("project", "error SELECTION_EMPTY"));
        assertThat(outcomes(suite(compared, 1))).containsExactly(Map.entry("pipeline", "error SOURCES_MISSING"));
        assertThat(outcomes(suite(compared, 2)))
                .containsExactly(
                        Map.entry("fixture [late]", "error VALUE_INVALID"),
                        Map.entry("views [lunch-peak]", "error QUERY_TIMEOUT"));
    }

    private static Element suite(RunReport report, int index) throws Exception {
        byte[] bytes = JUnitXml.render(report).get(index).bytes();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static Map<String, String> outcomes(Element suite) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int index = 0; index < cases.getLength(); index++) {
            Element testCase = (Element) cases.item(index);
            String outcome = "passed";
            for (Node child = testCase.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element && !element.getTagName().equals("system-out")) {
                    outcome = element.getTagName() + " " + element.getAttribute("type");
                }
            }
            outcomes.put(testCase.getAttribute("name"), outcome);
        }
        return outcomes;
    }
}
