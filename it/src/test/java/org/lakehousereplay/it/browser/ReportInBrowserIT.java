package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.it.browser.PageOptions.DARK;
import static org.lakehousereplay.it.browser.PageOptions.JENKINS;
import static org.lakehousereplay.it.browser.PageOptions.LIGHT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.it.SaleDay;
import org.lakehousereplay.it.harness.MavenProject;

/** The report of a real build in a real browser: somebody leaves out large orders, and compare tells. */
final class ReportInBrowserIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    private static final String FOLDER = "target/lakehouse/report";
    private static final String METRIC = "metrics/weekend-coupon.gmv_10min.html";
    private static final String CLEAN = "src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql";

    private static MavenProject project;

    @BeforeAll
    static void compare() {
        project = SaleDay.addTo(MavenProject.copyOfSampleProject(), "sale-day");
        project.run("lakehouse:record", "-Dlakehouse.fixture=weekend-coupon/sale-day")
                .assertSucceeded();
        project.copy("src/main/lakehouse", "before");
        project.replaceInFile(CLEAN, "WHERE paid_at IS NOT NULL", "WHERE paid_at IS NOT NULL AND amount < 500");
        project.run(
                        "lakehouse:compare",
                        "-Dlakehouse.baseline=dir:before",
                        "-Dlakehouse.report.language=en",
                        "-Dlakehouse.explain=5",
                        "-Dlakehouse.evidence=30")
                .assertFailed()
                .outputContains("UNDECLARED weekend-coupon/gmv_10min");
    }

    private static Path page(String file) {
        return project.path(FOLDER).resolve(file);
    }

    private static void picture(OpenPage page, String name) {
        try {
            Path pictures = Files.createDirectories(Path.of(System.getProperty("it.pictures", "target/pictures")));
            page.picture(pictures.resolve(name + ".png"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void the_overview_says_it_in_one_sentence_and_opens_the_metric() {
        OpenPage page = BROWSER.open(page("index.html"), LIGHT.sized(1280, 860));

        assertThat(page.find("h1")).containsText("Not as expected: 5 of 15 metrics.");
        assertThat(page.find(".verdict .lead")).containsText("5 undeclared since dir:before");
        picture(page, "overview");

        page.find(".lr-metrics a:text-is('gmv_10min')").click();
        page.ready();
        assertThat(page.find("h1")).containsText("gmv_10min");
    }

    @Test
    void the_metric_shows_the_first_window_that_differs_and_its_raw_rows() {
        OpenPage page = BROWSER.open(page(METRIC), LIGHT.sized(1280, 900).at("fixture=sale-day"))
                .ready();

        assertThat(page.find(".lr-detail")).containsText("✗");
        page.find(".lr-explorer").scrollIntoViewIfNeeded();
        page.evaluate("document.querySelector('.lr-explorer').scrollIntoView()");
        picture(page, "metric");

        page.find("[role=grid] .lr-row").nth(1).click();
        assertThat(page.find("details.evidence[open]")).hasCount(1);
        assertThat(page.find("details.evidence[open]")).containsText("(amount < 500)");
        assertThat(page.find("details.evidence[open]")).containsText("orders_clean.sql:4");
        page.evaluate("document.querySelector('details.evidence[open]').scrollIntoView()");
        picture(page, "evidence");
    }

    @Test
    void the_lineage_names_the_model_in_which_the_versions_part() {
        OpenPage page = BROWSER.open(page(METRIC), LIGHT.sized(1280, 900)).ready();

        assertThat(page.find("section[aria-labelledby^=lineage]")).containsText("orders_clean");
        page.evaluate("document.querySelectorAll('section[aria-labelledby^=definition] details')"
                + ".forEach(details => details.open = details.textContent.includes('amount < 500'))");
        page.evaluate("document.querySelector('section[aria-labelledby^=lineage]').scrollIntoView()");
        picture(page, "lineage");
    }

    @Test
    void the_changes_can_be_copied_from() {
        OpenPage page = BROWSER.open(page("index.html"), LIGHT.sized(1280, 900));

        assertThat(page.find("#changes .command code").first())
                .hasText("mvn lakehouse:declare -Dlakehouse.baseline=dir:before");
        assertThat(page.find("#changes .command button").first()).isVisible();
        page.evaluate("document.querySelector('#changes').scrollIntoView()");
        picture(page, "changes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", METRIC})
    void everybody_can_read_it(String file) {
        for (PageOptions options : List.of(LIGHT, DARK)) {
            OpenPage page = BROWSER.open(page(file), options);
            if (file.equals(METRIC)) {
                page.ready();
            }
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
            assertThat(page.inaccessible())
                    .as(file + (options.dark() ? ", dark" : ", light"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", METRIC})
    void nothing_is_missing_where_no_script_may_run(String file) {
        for (PageOptions options : List.of(LIGHT.withoutScripts(), LIGHT.behind(JENKINS))) {
            OpenPage page = BROWSER.open(page(file), options);
            // The browser tells that it blocked the script, which is what the header is for.
            page.expecting("script|sandbox");
            assertThat(page.find("link[rel=stylesheet]")).hasCount(1);
            assertThat(page.find("h1")).isVisible();
            if (file.equals(METRIC)) {
                assertThat(page.find(".lr-static svg").first()).isVisible();
                assertThat(page.find(".lr-static")).containsText("2024-05-18T12:00:00");
                assertThat(page.find("details.evidence").first()).isVisible();
            } else {
                assertThat(page.find(".lr-metrics tbody tr")).hasCount(15);
            }
        }
    }

    @Test
    void a_permalink_finds_its_window_in_the_report_of_the_next_run() {
        String window = "fixture=sale-day&measure=gmv&key.window_start=2024-05-18T13:00:00";
        OpenPage page = BROWSER.open(page(METRIC), LIGHT.at(window)).ready();
        assertThat(page.find(".lr-detail")).containsText("2024-05-18T13:00:00");

        MavenProject next = withoutReport();
        next.run("lakehouse:report", "-Dlakehouse.report.language=zh").assertSucceeded();

        OpenPage again = BROWSER.open(
                        next.path(FOLDER).resolve(METRIC),
                        LIGHT.sized(1280, 900).at(window))
                .ready();
        assertThat(again.find("html")).hasAttribute("lang", Pattern.compile("zh.*"));
        assertThat(again.find(".lr-detail")).containsText("2024-05-18T13:00:00");
        picture(again, "metric-zh");
    }

    /** What the run left behind, elsewhere. */
    private static MavenProject withoutReport() {
        MavenProject other = MavenProject.empty();
        Path output = other.path("target/lakehouse");
        try {
            Files.createDirectories(output);
            for (String file : List.of("report.json", "replay.duckdb")) {
                Files.copy(project.path("target/lakehouse").resolve(file), output.resolve(file));
            }
            Files.copy(project.path("pom.xml"), other.path("pom.xml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return other;
    }

    @Test
    void one_file_holds_everything() throws IOException {
        MavenProject other = withoutReport();
        other.run("lakehouse:report", "-Dlakehouse.report.singleFile", "-Dlakehouse.report.language=en")
                .assertSucceeded();
        Path file = other.path(FOLDER).resolve("index.html");
        Path alone = Files.move(file, other.path("report.html"));

        OpenPage page = BROWSER.open(
                alone,
                LIGHT.at("metric=weekend-coupon.gmv_10min&fixture=sale-day&key.window_start=2024-05-18T13:00:00"));

        page.page().waitForSelector("section.metric[id='metric-weekend-coupon.gmv_10min'][data-lr-ready='']");
        assertThat(page.find("[id='metric-weekend-coupon.gmv_10min'] .lr-detail"))
                .containsText("2024-05-18T13:00:00");
        assertThat(page.find("[id='metric-weekend-coupon.gmv_10min'] h1")).isInViewport();
    }

    @Test
    void names_and_values_of_an_attacker_are_text() {
        String name = "<img src=x onerror=pwned()>";
        String script = "<script>window.pwned=1</script>";
        String fixture = "src/test/lakehouse/weekend-coupon/" + name;
        MavenProject attacked = MavenProject.copyOfSampleProject()
                .write(fixture + "/fixture.yaml", "description: \"" + script + "\"\n")
                .write(
                        fixture + "/input/orders.csv",
                        "order_id,user_id,amount,channel,paid_at\n"
                                + "1,u1,10.00,\"" + script + "\",2024-05-18T12:00:00\n"
                                + "2,\u202egnp.exe,20.00,\"javascript:pwned()\",2024-05-18T12:01:00\n"
                                + "3,\"=HYPERLINK(\"\"x\"\")\",900.00,\"\"\" onmouseover=\"\"pwned()\",2024-05-18T12:02:00\n");
        attacked.run("lakehouse:record", "-Dlakehouse.fixture=weekend-coupon/<img*")
                .assertSucceeded();
        attacked.replaceInFile(CLEAN, "WHERE paid_at IS NOT NULL", "WHERE paid_at IS NOT NULL AND amount < 500")
                .run("lakehouse:verify", "-Dlakehouse.fixture=weekend-coupon/<img*", "-Dlakehouse.report.language=en")
                .assertFailed();

        for (String file : List.of("index.html", "metrics/weekend-coupon.gmv_1min_by_channel.html")) {
            OpenPage page = BROWSER.open(attacked.path(FOLDER).resolve(file), LIGHT);
            if (file.startsWith("metrics")) {
                page.ready();
                page.find("[role=grid] .lr-row").first().click();
                assertThat(page.find(".lr-detail")).containsText("onmouseover");
                assertThat(page.find("details.evidence").first()).containsText("HYPERLINK");
            }
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
            assertThat(page.find("main img")).hasCount(0);
            assertThat((Boolean) page.evaluate("'pwned' in window")).isFalse();
            assertThat(page.find("body")).not().containsText("\u202e");
        }
    }
}
