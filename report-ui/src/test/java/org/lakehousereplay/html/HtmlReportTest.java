package org.lakehousereplay.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;

class HtmlReportTest {

    private static final HtmlSettings ENGLISH =
            new HtmlSettings("shop 1.0.1-SNAPSHOT", Locale.ENGLISH, false, EvidenceSettings.DEFAULT);

    @TempDir
    static Path directory;

    private static SmallProject shop;

    @BeforeAll
    static void compare() {
        shop = SmallProject.shop(directory.resolve("shop"))
                .release("1.0.0")
                .edit("shop/dwd/orders_clean.sql", "IS NOT NULL", "IS NOT NULL AND status <> 'refunded'")
                .compare();
    }

    @Test
    void putsTheVerdictFirst() {
        Document page = ReportPage.read(shop.report("verdict", ENGLISH).resolve("index.html"));

        assertThat(page.selectFirst("h1").text()).isEqualTo("✗ Not as expected: 1 of 1 metrics.");
        assertThat(page.selectFirst(".verdict .lead").text())
                .contains("0 declared changes, 1 undeclared since 1.0.0.")
                .contains("Version 1.0.1-SNAPSHOT promises a patch change and there is a major one");
        assertThat(page.title()).isEqualTo("shop 1.0.1-SNAPSHOT · Lakehouse Replay");
    }

    @Test
    void keepsTheStatesApart() {
        Document page = ReportPage.read(shop.report("states", ENGLISH).resolve("index.html"));

        assertThat(page.select(".tallies .badge").eachText())
                .containsExactly(
                        "‼ error",
                        "✗ differs from expected",
                        "△! changed, not declared",
                        "⊘ not comparable",
                        "△ changed, declared",
                        "✓ matches",
                        "– not asserted");
        var row = page.selectFirst("tr[data-lr-name=shop/gmv]");
        assertThat(row.attr("data-lr-status")).isEqualTo("failed");
        assertThat(row.select(".badge").eachText())
                .containsExactly("✗ differs from expected", "△! changed, not declared");
    }

    @Test
    void tellsHowToDeclareWithoutNamingData() {
        Document page = ReportPage.read(shop.report("declare", ENGLISH).resolve("index.html"));

        assertThat(page.select("#changes .command code").eachText()).containsExactly("mvn lakehouse:declare");
        assertThat(page.selectFirst("#changes pre[data-lr-copy]").wholeText()).isEqualTo("""
                changes:
                  - metric: shop/gmv
                    kind: rows-filtered-out
                    baseline: 1.0.0
                    fixtures: [noon]
                    columns: [gmv]
                    reason: ""
                    decidedBy: ""
                """);
    }

    @Test
    void showsOnThePageOfAMetricWhereItsDifferenceComesFrom() {
        Document page = ReportPage.read(shop.report("metric", ENGLISH).resolve("metrics/shop.gmv.html"));

        assertThat(page.selectFirst("h1").text()).isEqualTo("gmv");
        assertThat(page.selectFirst(".replays .command code").text())
                .isEqualTo("mvn lakehouse:record -Dlakehouse.fixture=shop/noon -Dlakehouse.metric=gmv");
        assertThat(page.selectFirst(".explanation .sum tbody tr").text())
                .contains("-3.00", "1 row of orders left", "u2");
        assertThat(page.selectFirst(".explanation .sum tfoot").text()).contains("-3.00", "-2.91 %");
        String href = page.selectFirst(".explanation .sum tbody a").attr("href");
        assertThat(page.getElementById(href.substring(1)).text()).contains("3", "status <> 'refunded'");
        assertThat(page.selectFirst(".parting").text())
                .isEqualTo("The versions part at orders_clean (dwd), whose SQL was edited.");
        assertThat(page.select(".diff mark").eachText()).containsExactly("AND status <> 'refunded'");
        assertThat(page.select(".code tr[id]").eachAttr("id")).contains("sql.shop.gmv.orders_clean.L3");
    }

    @Test
    void writesOneFileOnRequestThatAllowsItsOwnScriptAlone() throws IOException {
        Path report = shop.report("single", new HtmlSettings("shop", Locale.ENGLISH, true, EvidenceSettings.DEFAULT));

        assertThat(files(report)).containsExactly(".lakehouse-report", "index.html");
        Document page = ReportPage.read(report.resolve("index.html"));
        String policy =
                page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .contains("script-src '"
                        + hash(page.selectFirst("script:not([type])").data()) + "'")
                .contains("style-src '" + hash(page.selectFirst("style").data()) + "'");
        assertThat(page.select("section.metric").eachAttr("id")).containsExactly("metric-shop.gmv");
        assertThat(page.select(".lr-metrics a").eachAttr("href")).containsExactly("#metric-shop.gmv");
    }

    @Test
    void speaksChinese() {
        Path report = shop.report(
                "chinese", new HtmlSettings("shop", Locale.SIMPLIFIED_CHINESE, false, EvidenceSettings.DEFAULT));

        Document page = ReportPage.readAll(report).get(0);
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(page.selectFirst("h1").text()).isEqualTo("✗ 与预期不符：1 个指标中有 1 个。");
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        Path one = shop.report("one", ENGLISH);
        Path other = shop.report("other", ENGLISH);

        assertThat(files(one)).isEqualTo(files(other));
        for (String file : files(one)) {
            assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
        }
    }

    @Test
    void showsOfRawRowsOnlyWhatIsAllowedAndSaysSo() throws IOException {
        EvidenceSettings evidence =
                new EvidenceSettings(Optional.of(List.of("orders.amount", "orders.order_id:hash")), 50);
        Path report = shop.report("private", new HtmlSettings("shop", Locale.ENGLISH, false, evidence));

        assertThat(ReportPage.read(report.resolve("index.html"))
                        .selectFirst(".banner")
                        .text())
                .contains("orders.user_id")
                .contains("As fingerprints that hold in this report alone: orders.order_id.");
        Document page = ReportPage.read(report.resolve("metrics/shop.gmv.html"));
        assertThat(page.select(".explanation .raw thead th").eachText()).containsExactly("Row", "order_id", "amount");
        assertThat(page.selectFirst(".explanation .raw tbody tr").text()).matches("2 #[0-9a-f]{12} 3.00");
        for (String file : files(report)) {
            assertThat(Files.readString(report.resolve(file))).doesNotContain("u-secret");
        }
    }

    @Test
    void replacesAReportAsAWholeAndNothingElse() throws IOException {
        Path report = shop.report("again", ENGLISH);
        Files.writeString(report.resolve("metrics/stale.html"), "stale");
        shop.report("again", ENGLISH);
        assertThat(report.resolve("metrics/stale.html")).doesNotExist();

        Path foreign = Files.createDirectories(directory.resolve("shop/foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> shop.report("foreign", ENGLISH))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("OUTPUT_NOT_WRITABLE");
        assertThat(files(foreign)).containsExactly("letter.txt");
        assertThat(directory.resolve("shop")).isDirectoryNotContaining("glob:**.{unfinished,former}");
    }

    @Test
    void namesNoTwoLandmarksAlike() {
        for (Document page : ReportPage.readAll(shop.report("landmarks", ENGLISH))) {
            assertThat(page.select("[role=region]")).isEmpty();
            assertThat(page.select("section[aria-labelledby]").eachAttr("aria-labelledby"))
                    .doesNotHaveDuplicates();
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<String> files(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(names::add);
        }
        return names;
    }
}
