package org.lakehousereplay.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, values and texts of a user are text, whatever is in them. */
class HostileNamesTest {

    private static final String TAG = "<script>alert(1)</script>";
    private static final String ATTRIBUTE = "\"'><svg onload=alert(1) style=x>";
    private static final String DIRECTION = "a\u202eb";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysText(boolean singleFile) {
        String quoted = "\"x\"\"'><svg onload=alert(1)>\"";
        String fixture = "javascript:\"'><svg onload=alert(1)>";
        SmallProject project = new SmallProject(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (k VARCHAR, " + quoted + " DECIMAL(9, 2));\n")
                .main("shop/ods & <b>/first.sql", "SELECT k, " + quoted + " FROM orders\n")
                .main("shop/gmv.sql", """
                        /* @metric
                        description: %s %s
                        unit: '%s'
                        key: [k]
                        */
                        SELECT k, SUM(%s) AS %s, 1 AS "${k} {{k}} %s" -- </script><!-- ]]>
                        FROM first GROUP BY ALL
                        """.formatted(TAG, DIRECTION, TAG, quoted, quoted, DIRECTION))
                .test("shop/" + fixture + "/fixture.yaml", "description: '" + TAG + "'\n")
                .test("shop/" + fixture + "/input/orders.csv", """
                        k,"x""'><svg onload=alert(1)>"
                        "%s",1.00
                        "%s",2.00
                        =cmd|' /C calc'!A0,3.00
                        """.formatted(TAG, DIRECTION))
                .test("shop/" + fixture + "/expected/gmv.csv", """
                        k,"x""'><svg onload=alert(1)>"
                        "%s",1.00
                        "%s",2.50
                        gone,1.00
                        """.formatted(TAG, DIRECTION))
                .release("1.0.0 " + ATTRIBUTE.replace("/", "-"))
                .edit("shop/ods & <b>/first.sql", "FROM orders", "FROM orders WHERE k <> '" + TAG + "'")
                .compare();

        Path report = project.report(
                "report", new HtmlSettings(TAG + DIRECTION, Locale.ENGLISH, singleFile, EvidenceSettings.DEFAULT));

        List<Document> pages = ReportPage.readAll(report);
        for (Document page : pages) {
            assertThat(page.text()).doesNotContain("\u202e");
            assertThat(page.title()).contains(TAG).contains("a\\u202eb");
            assertThat(page.select("svg[onload], b:matchesOwn(^$)")).isEmpty();
            assertThat(page.select("script:not([type]):not([src])")).hasSizeLessThanOrEqualTo(singleFile ? 1 : 0);
        }
        Document metric = pages.get(pages.size() - 1);
        assertThat(metric.select(".metric .lead").text()).contains(TAG);
        assertThat(metric.select(".replays th").text()).contains(fixture);
        assertThat(metric.select(".code").text()).contains("</script><!-- ]]>");
    }
}
