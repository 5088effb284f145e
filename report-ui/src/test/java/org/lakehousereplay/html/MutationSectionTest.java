package org.lakehousereplay.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.CoveragePoint.Side;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;

/** What the fixtures would miss stands beside the SQL, and so do rows that would notice it. */
class MutationSectionTest {

    private static final String TAG = "<script>alert(1)</script>\u202e";

    @TempDir
    Path directory;

    private static MutantOutcome outcome(
            Path file, String model, int line, MutationOperator operator, MutantStatus status, String text) {
        boolean survived = status == MutantStatus.SURVIVED;
        return new MutantOutcome(
                new Mutant(
                        model + "/" + operator.id() + "/" + text,
                        model,
                        operator,
                        new Location(file, line, 7),
                        "(paid_at IS NOT NULL)" + text,
                        operator == MutationOperator.FILTER_DROPPED ? "" : "changed" + text,
                        "rows without `paid_at` would count" + text),
                status,
                status == MutantStatus.KILLED
                        ? Optional.of(new Kill(Kill.By.EXPECTATION, "noon", "gmv"))
                        : Optional.empty(),
                List.of("gmv"),
                List.of("noon"),
                survived ? 12 : 0,
                survived ? Optional.of(suggestion(text)) : Optional.empty());
    }

    private static SuggestedFixture suggestion(String text) {
        return new SuggestedFixture(
                "gmv",
                List.of(new SuggestedFixture.Rows(
                        "orders",
                        List.of("order_id", "user_id", "paid_at"),
                        List.of(List.of(Optional.of("1"), Optional.of("u-secret" + text), Optional.empty())))),
                new SuggestedFixture.Rows("gmv", List.of("window_start", "gmv"), List.of()),
                new SuggestedFixture.Rows(
                        "gmv",
                        List.of("window_start", "gmv"),
                        List.of(List.of(Optional.empty(), Optional.of("3.00" + text)))));
    }

    private SmallProject mutated(String text) {
        SmallProject project = SmallProject.shop(directory);
        Path clean = project.pipelineFile("shop/dwd/orders_clean.sql");
        Path gmv = project.pipelineFile("shop/gmv.sql");
        return project.mutate(new PipelineMutation(
                "shop",
                List.of(
                        outcome(clean, "orders_clean", 3, MutationOperator.FILTER_DROPPED, MutantStatus.SURVIVED, text),
                        outcome(clean, "orders_clean", 3, MutationOperator.FILTER_NEGATED, MutantStatus.KILLED, text),
                        outcome(gmv, "gmv", 7, MutationOperator.WINDOW_SIZE, MutantStatus.KILLED, text),
                        outcome(gmv, "gmv", 7, MutationOperator.SIGN, MutantStatus.PROBABLY_EQUIVALENT, text),
                        outcome(gmv, "gmv", 0, MutationOperator.AGGREGATE, MutantStatus.NOT_RUN, text)),
                List.of(
                        new CoveragePoint(
                                "orders_clean",
                                CoveragePoint.Kind.PREDICATE,
                                new Location(clean, 3, 7),
                                "(paid_at IS NOT NULL)" + text,
                                List.of(new Side("true", 3, List.of("noon")), new Side("false", 0, List.of()))),
                        new CoveragePoint(
                                "gmv",
                                CoveragePoint.Kind.CASE_BRANCH,
                                new Location(gmv, 8, 1),
                                "ELSE 0",
                                List.of(new Side("taken", 0, List.of()))),
                        new CoveragePoint(
                                "gmv",
                                CoveragePoint.Kind.JOIN,
                                Location.of(gmv),
                                "LEFT JOIN users",
                                List.of(new Side("matched", 2, List.of("noon"))))),
                0,
                4));
    }

    private static Document metricPage(SmallProject project, EvidenceSettings evidence) {
        Path report = project.report("report", new HtmlSettings("shop", Locale.ENGLISH, false, evidence));
        return ReportPage.read(report.resolve("metrics/shop.gmv.html"));
    }

    @Test
    void theSqlHasMarksInTheMargin() {
        Document page = metricPage(mutated(""), EvidenceSettings.DEFAULT);

        Element section = page.selectFirst("section[aria-labelledby=mutation.shop.gmv]");
        assertThat(section.selectFirst("p").text())
                .isEqualTo(
                        "The SQL was changed on purpose, and the fixtures noticed 2 of 3 changes (66 %); 1 is probably"
                                + " equivalent, 1 was not tried. They reach 1 of 3 decisions of the SQL on all sides.");
        assertThat(section.select("h3").eachText())
                .containsExactly("orders_clean 1 of 2 changes noticed", "gmv 1 of 1 change noticed");
        assertThat(section.select("#mutants\\.shop\\.gmv\\.orders_clean\\.L3").text())
                .isEqualTo("3 ✗1 not noticed ✓1 noticed ◐on some sides WHERE paid_at IS NOT NULL"
                        + " ✗ rows without paid_at would count ◐ (paid_at IS NOT NULL) never false");
        assertThat(section.select("#mutants\\.shop\\.gmv\\.gmv\\.L7").text())
                .startsWith("7 ✓1 noticed ≈1 probably equivalent SELECT time_bucket");
        assertThat(section.select("#mutants\\.shop\\.gmv\\.gmv\\.L8").text())
                .isEqualTo("8 ○not at all FROM orders_clean ○ ELSE 0 never taken");
        assertThat(section.select("table.mutated thead th").eachText())
                .containsExactly("line", "Changes", "Reached", "SQL", "line", "Changes", "Reached", "SQL");
    }

    @Test
    void whatNobodyNoticedIsToldWithRowsThatWouldNoticeIt() {
        Document page = metricPage(mutated(""), EvidenceSettings.DEFAULT);

        String href = page.selectFirst(".remark.state-failed a").attr("href");
        Element survivor = page.getElementById(href.substring(1));
        assertThat(survivor.select("p").eachText())
                .startsWith(
                        "rows without paid_at would count",
                        "Condition dropped · src/main/lakehouse/shop/dwd/orders_clean.sql:3:7 · ran through noon and 12"
                                + " generated inputs",
                        "(paid_at IS NOT NULL) → dropped");
        assertThat(survivor.select("details table caption").eachText()).containsExactly("orders has", "gmv would be");
        assertThat(survivor.select("details table").get(0).select("tr").eachText())
                .containsExactly("order_id user_id paid_at", "1 u-secret NULL");
        assertThat(survivor.select("details p").eachText())
                .containsExactly("orders has", "gmv is", "no rows", "gmv would be");
        assertThat(page.select("details.mutants > summary").eachText())
                .containsExactly(
                        "What the fixtures reach (1)",
                        "Probably equivalent (1)",
                        "Not tried (1)",
                        "What the fixtures reach (2)");
    }

    @Test
    void rawRowsOfASuggestionAreShownAsFarAsOthers() {
        EvidenceSettings settings =
                new EvidenceSettings(Optional.of(List.of("orders.order_id", "orders.user_id:hash")), 50);
        Document page = metricPage(mutated(""), settings);

        assertThat(page.text()).doesNotContain("u-secret").contains("not all of it may be shown");
        assertThat(page.select(".change details table").get(0).select("thead").text())
                .isEqualTo("order_id user_id");
    }

    @Test
    void theOverviewHasTheScores() {
        Path report = mutated("").report("report", settings(Locale.ENGLISH, false));

        Document page = ReportPage.read(report.resolve("index.html"));
        assertThat(page.select(".lr-metrics th[scope=col]").eachText()).contains("Changes noticed");
        assertThat(page.select(".lr-metrics tbody td").eachText()).contains("66 %2 of 3 noticed");

        Path without = SmallProject.shop(directory).verify().report("without", settings(Locale.ENGLISH, false));
        assertThat(ReportPage.read(without.resolve("index.html"))
                        .select(".lr-metrics th[scope=col]")
                        .eachText())
                .doesNotContain("Changes noticed");
        assertThat(ReportPage.read(without.resolve("metrics/shop.gmv.html")).select(".mutated"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextStaysText(boolean singleFile) {
        Path report = mutated(TAG).report("report", settings(Locale.SIMPLIFIED_CHINESE, singleFile));

        List<Document> pages = ReportPage.readAll(report);
        for (Document page : pages) {
            assertThat(page.text()).doesNotContain("\u202e");
        }
        Document page = pages.get(pages.size() - 1);
        assertThat(page.select(".mutated script, .change script")).isEmpty();
        assertThat(page.select(".remark").text()).contains("<script>alert(1)</script>\\u202e");
        assertThat(page.select(".change td").text()).contains("u-secret<script>");
    }

    private static HtmlSettings settings(Locale language, boolean singleFile) {
        return new HtmlSettings("shop", language, singleFile, EvidenceSettings.DEFAULT);
    }
}
