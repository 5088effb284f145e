package org.lakehousereplay.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first page says must be true as a sentence. */
class OverviewSentencesTest {

    private static final HtmlSettings ENGLISH =
            new HtmlSettings("shop", Locale.ENGLISH, false, EvidenceSettings.DEFAULT);

    private static final String COUNT_OF_ORDERS = """
            /* @metric
            description: Paid orders
            key: []
            */
            SELECT COUNT(*) AS orders FROM orders_clean
            """;

    @TempDir
    Path directory;

    @Test
    void tellsOnHowManyOfTheAssertedFixturesAMetricDiffers() {
        SmallProject shop = SmallProject.shop(directory)
                .test("shop/late/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        4,u4,20.00,paid,2024-05-18 23:01:00
                        """)
                .test("shop/late/expected/gmv.csv", """
                        window_start,gmv
                        2024-05-18 23:00:00,20.00
                        """)
                .test("shop/unasserted/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        """)
                .verify();
        assertThat(metric(shop.report("green", ENGLISH), "gmv")
                        .selectFirst(".sub:contains(fixtures)")
                        .text())
                .isEqualTo("asserted on 2 of 3 fixtures");

        shop.edit("shop/dwd/orders_clean.sql", "IS NOT NULL", "IS NOT NULL AND status <> 'refunded'")
                .verify();
        assertThat(metric(shop.report("red", ENGLISH), "gmv")
                        .selectFirst(".sub:contains(fixtures)")
                        .text())
                .isEqualTo("on 1 of 2 asserted fixtures");
    }

    @Test
    void takesANewMetricThatNothingIsExpectedOfForNoMatch() {
        SmallProject shop = SmallProject.shop(directory)
                .release("1.0.0")
                .main("shop/orders_count.sql", COUNT_OF_ORDERS)
                .compare();

        assertThat(metric(shop.report("report", ENGLISH), "orders_count").attr("data-lr-status"))
                .isEqualTo("not-run");
    }

    @Test
    void saysWhichPipelinesAreMissing() {
        SmallProject shop = SmallProject.shop(directory)
                .main("broken/sources.sql", "CREATE TABLE t (a INTEGER);")
                .main("broken/m.sql", "SELEC 1")
                .test("broken/one/input/t.csv", "a\n")
                .verify();

        Document page = ReportPage.read(shop.report("report", ENGLISH).resolve("index.html"));

        assertThat(page.selectFirst("h1").text()).isEqualTo("‼ Broken: 1 of 2 pipelines could not be replayed.");
        assertThat(page.selectFirst("#metrics .note").text())
                .contains("The metrics of broken are missing here, because the pipeline could not be replayed");
    }

    @Test
    void namesTheBaselineToDeclareAgainst() {
        SmallProject shop = SmallProject.shop(directory)
                .release("old", "dir:../old versions")
                .edit("shop/dwd/orders_clean.sql", "IS NOT NULL", "IS NOT NULL AND status <> 'refunded'")
                .compare();
        Path report = shop.report("report", ENGLISH);

        String command = "mvn lakehouse:declare \"-Dlakehouse.baseline=dir:../old versions\"";
        assertThat(ReportPage.read(report.resolve("index.html"))
                        .select("#changes .command code")
                        .eachText())
                .containsExactly(command);
        assertThat(ReportPage.read(report.resolve("metrics/shop.gmv.html"))
                        .select(".change .command code")
                        .eachText())
                .containsExactly(command);
    }

    @Test
    void showsAModelThatIsGoneInTheLineage() {
        SmallProject shop = SmallProject.shop(directory)
                .main("shop/orders_count.sql", COUNT_OF_ORDERS)
                .release("1.0.0")
                .delete("shop/orders_count.sql")
                .compare();

        Document page = ReportPage.read(shop.report("report", ENGLISH).resolve("index.html"));

        assertThat(page.select(".lineage .removed text").eachText()).containsExactly("orders_count", "removed");
        assertThat(page.select(".lineage-list th[scope=row]:contains(orders_count)")
                        .text())
                .contains("removed");
    }

    @Test
    void doesNotCountFixturesThatCannotBeComparedAmongThoseThatWere() {
        SmallProject shop = SmallProject.shop(directory)
                .edit("shop/sources.sql", "status VARCHAR", "status VARCHAR, coupon VARCHAR")
                .edit("shop/dwd/orders_clean.sql", "IS NOT NULL", "IS NOT NULL AND coupon IS NULL")
                .release("1.0.0")
                .edit("shop/sources.sql", ", coupon VARCHAR", "")
                .edit("shop/dwd/orders_clean.sql", " AND coupon IS NULL", "")
                .compare();

        Document page = ReportPage.read(shop.report("report", ENGLISH).resolve("index.html"));

        assertThat(page.select(".changes tbody .prose .sub").eachText()).containsExactly("noon (1 fixture)");
    }

    @Test
    void saysOnPaperWhatIsLeftOutThere() {
        SmallProject shop = SmallProject.shop(directory);
        for (int number = 0; number < 41; number++) {
            shop.test("shop/f" + number + "/input/orders.csv", "order_id,user_id,amount,status,paid_at\n");
        }
        Path report = shop.verify().report("report", ENGLISH);

        assertThat(ReportPage.read(report.resolve("index.html"))
                        .select("#fixtures .only-printed")
                        .text())
                .isEqualTo("The first 40 of 42 rows are printed; the page has the others.");
        assertThat(ReportPage.text(report.resolve("assets/report.css"))).doesNotContain(".row-passed,.row-not-run");
    }

    private static Element metric(Path report, String name) {
        return ReportPage.read(report.resolve("index.html")).selectFirst("tr[data-lr-name=shop/" + name + "]");
    }

    @Test
    void tellsOfChecksWhereNothingElseIsWrong() {
        SmallProject shop = SmallProject.shop(directory)
                .edit("shop/gmv.sql", "key: [window_start]", "key: [window_start]\nchecks: [gmv < 0]")
                .verify();

        Document page = ReportPage.read(shop.report("checks", ENGLISH).resolve("index.html"));

        assertThat(page.selectFirst(".verdict .lead").text()).startsWith("gmv breaks its checks in ");
    }
}
