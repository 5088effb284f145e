package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.html.EvidenceSettings;
import org.lakehousereplay.html.HtmlReport;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.report.ReportJson;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** What the fixtures would miss, in a real browser: seen, heard, with the keyboard alone, and without a script. */
class MutationIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    private static final String HOSTILE = "<img src=x onerror=window.hacked=1>";

    @TempDir
    private static Path directory;

    private static Path page;
    private static Path overview;

    @BeforeAll
    static void writeReport() throws IOException {
        Path sql = directory.resolve("src/main/lakehouse/shop/gmv.sql");
        write(
                directory.resolve("src/main/lakehouse/shop/sources.sql"),
                "CREATE TABLE orders (user_id VARCHAR, amount DECIMAL(12, 2), paid_at TIMESTAMP);\n");
        write(sql, """
                /* @metric
                key: [window_start]
                */
                SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, SUM(amount) AS gmv
                FROM orders
                WHERE amount < 100
                GROUP BY ALL
                """);
        write(
                directory.resolve("src/test/lakehouse/shop/noon/input/orders.csv"),
                "user_id,amount,paid_at\nu1,20.00,2024-05-18 12:01:00\n");
        write(
                directory.resolve("src/test/lakehouse/shop/noon/expected/gmv.csv"),
                "window_start,gmv\n2024-05-18 12:00:00,20.00\n");
        Path output = directory.resolve("target/lakehouse");
        Project project = new Project(
                directory,
                directory.resolve("src/main/lakehouse"),
                directory.resolve("src/test/lakehouse"),
                output,
                output.resolve("junit"),
                List.of());
        RunReport report = new Verification(
                        project, Selection.all(), new Limits(2, "", Duration.ofMinutes(1)), Progress.SILENT)
                .run();
        write(output.resolve("report.json"), ReportJson.render(report.mutatedBy(List.of(found(sql)))));
        Path target = directory.resolve("report");
        HtmlReport.write(
                output.resolve("report.json"),
                output.resolve("replay.duckdb"),
                target,
                new HtmlSettings("shop", Locale.ENGLISH, false, EvidenceSettings.DEFAULT));
        page = target.resolve("metrics/shop.gmv.html");
        overview = target.resolve("index.html");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static PipelineMutation found(Path sql) {
        return new PipelineMutation(
                "shop",
                List.of(
                        mutant(sql, MutationOperator.WINDOW_SIZE, 4, MutantStatus.KILLED),
                        mutant(sql, MutationOperator.BOUNDARY, 6, MutantStatus.SURVIVED),
                        mutant(sql, MutationOperator.FILTER_DROPPED, 6, MutantStatus.PROBABLY_EQUIVALENT),
                        mutant(sql, MutationOperator.SIGN, 4, MutantStatus.NOT_RUN)),
                List.of(new CoveragePoint(
                        "gmv",
                        CoveragePoint.Kind.PREDICATE,
                        new Location(sql, 6, 7),
                        "(amount < 100)",
                        List.of(
                                new CoveragePoint.Side("true", 1, List.of("noon")),
                                new CoveragePoint.Side("false", 0, List.of()),
                                new CoveragePoint.Side("NULL", 0, List.of())))),
                0,
                3);
    }

    private static MutantOutcome mutant(Path sql, MutationOperator operator, int line, MutantStatus status) {
        return new MutantOutcome(
                new Mutant(
                        "gmv/" + operator.id() + "/1",
                        "gmv",
                        operator,
                        new Location(sql, line, 7),
                        "(amount < 100)",
                        "(amount <= 100)",
                        "orders of exactly 100 would count " + HOSTILE),
                status,
                status == MutantStatus.KILLED
                        ? Optional.of(new Kill(Kill.By.EXPECTATION, "noon", "gmv"))
                        : Optional.empty(),
                List.of("gmv"),
                List.of("noon"),
                8,
                status == MutantStatus.SURVIVED ? Optional.of(suggestion()) : Optional.empty());
    }

    private static SuggestedFixture suggestion() {
        return new SuggestedFixture(
                "gmv",
                List.of(new SuggestedFixture.Rows(
                        "orders",
                        List.of("user_id", "amount", "paid_at"),
                        List.of(List.of(
                                Optional.of(HOSTILE), Optional.of("100.00"), Optional.of("2024-05-18T12:01:00"))))),
                new SuggestedFixture.Rows("gmv", List.of("window_start", "gmv"), List.of()),
                new SuggestedFixture.Rows(
                        "gmv",
                        List.of("window_start", "gmv"),
                        List.of(List.of(Optional.of("2024-05-18T12:00:00"), Optional.of("100.00")))));
    }

    @Test
    void a_survivor_leads_from_the_line_to_the_rows_that_would_notice_it() throws IOException {
        OpenPage opened = BROWSER.open(page, PageOptions.LIGHT);

        assertThat(opened.find(".mutated tr:has(code:text('WHERE'))")).containsText("1 not noticed");
        assertThat(opened.find(".remark.state-changed-undeclared")).containsText("never false, never NULL");
        opened.find(".remark a").focus();
        opened.page().keyboard().press("Enter");
        assertThat(opened.find("li.change:target")).containsText("orders of exactly 100 would count");
        assertThat(opened.find("li.change:target table >> nth=0")).containsText("100.00");
        assertThat(opened.evaluate("window.hacked")).isNull();
        assertThat(opened.find("section[aria-labelledby^=mutation] img")).hasCount(0);
        opened.evaluate("document.querySelector('section[aria-labelledby^=mutation]').scrollIntoView()");
        Path pictures = Files.createDirectories(Path.of(System.getProperty("it.pictures", "target/pictures")));
        opened.picture(pictures.resolve("mutation.png"));
    }

    @Test
    void the_overview_can_be_sorted_by_what_was_noticed() {
        OpenPage opened = BROWSER.open(overview, PageOptions.LIGHT);

        assertThat(opened.find(".lr-metrics tbody tr")).containsText("1 of 2 noticed");
        opened.find("th button >> text=Changes noticed").click();
        assertThat(opened.find("th[aria-sort]")).containsText("Changes noticed");
    }

    @Test
    void it_is_all_there_without_a_script_and_under_the_policy_of_jenkins() {
        OpenPage opened = BROWSER.open(page, PageOptions.LIGHT.withoutScripts().behind(PageOptions.JENKINS))
                .expecting("sandboxed");

        assertThat(opened.find(".remark")).hasCount(2);
        assertThat(opened.find("li.change:visible")).hasCount(1);
        opened.find("summary >> text=Probably equivalent (1)").click();
        assertThat(opened.find("li.change:visible")).hasCount(2);
    }

    @Test
    void it_is_accessible_in_light_and_dark_and_on_a_small_screen() {
        for (PageOptions options : List.of(
                PageOptions.LIGHT,
                PageOptions.DARK,
                PageOptions.LIGHT.withForcedColors(),
                PageOptions.LIGHT.sized(390, 800))) {
            OpenPage opened = BROWSER.open(page, options);
            opened.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
            assertThat(opened.inaccessible()).isEmpty();
            assertThat(opened.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }
}
