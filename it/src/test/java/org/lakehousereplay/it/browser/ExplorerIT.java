package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.it.browser.PageOptions.DARK;
import static org.lakehousereplay.it.browser.PageOptions.LIGHT;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    private static final String EVIDENCE = "<details class=\"evidence\" data-lr-fixture=\"lunch-peak\" data-lr-key=\""
            + SamplePage.escape("{\"window_start\":\"2024-05-18T12:40:00\",\"channel\":\"web\"}")
            + "\"><summary>Raw rows</summary><p>order 7</p></details>";

    @TempDir
    private Path directory;

    /** Twelve windows of two channels; app differs at 12:20 from all others, web is gone at 12:40, and odd at 13:00. */
    private static SmallFixture lunch() {
        SmallFixture fixture = new SmallFixture("lunch-peak");
        for (int window = 0; window < 12; window++) {
            if (window == 2) {
                fixture.row(
                        window,
                        "app",
                        List.of("97.00", "3", "a"),
                        List.of("100.00", "3", "a"),
                        List.of("100.10", "4", "a"));
            } else {
                fixture.same(window, "app", 100 + window + ".50", "3", "a");
            }
            if (window == 4) {
                fixture.row(window, "web", null, List.of("20.00", "1", "b"), List.of("20.00", "1", "b"));
            } else if (window == 6) {
                fixture.anomaly(window, "web", "21.00", "200", "b");
            } else {
                fixture.same(window, "web", 20 + window + ".00", "1", "b");
            }
        }
        return fixture;
    }

    private static SmallFixture quiet() {
        return new SmallFixture("quiet").same(0, "app", "1.00", "1", "a").same(1, "app", "2.00", "1", "a");
    }

    private Path page() {
        return SamplePage.of("weekend-coupon.gmv_10min")
                .with(lunch())
                .with(quiet())
                .body(EVIDENCE)
                .write(directory);
    }

    private OpenPage open(String fragment) {
        return BROWSER.open(page(), LIGHT.at(fragment)).ready();
    }

    private static Locator rows(OpenPage page) {
        return page.find("[role=grid] .lr-row");
    }

    @Test
    void theFirstDifferenceIsShownAndTheStaticPartIsNot() {
        OpenPage page = open("");

        assertThat(page.find("#static")).isHidden();
        assertThat(page.find(".lr-uplot canvas")).hasCount(2);
        assertThat(rows(page)).hasCount(3);
        assertThat(rows(page).nth(0))
                .containsText("2024-05-18T12:20:00app✗ differs△ changed97.00100.00✗ −3.00100.10△ −3.1034△ −1");
        assertThat(rows(page).nth(1)).containsText("2024-05-18T12:40:00web✗ missing△ removedno row20.00");
        assertThat(rows(page).nth(2)).containsText("2024-05-18T13:00:00web◆ anomaly");
        assertThat(page.find(".lr-count")).hasText("3 of 24 windows");
        assertThat(page.find(".lr-detail")).containsText("2024-05-18T12:20:00");
        assertThat(page.find(".lr-detail")).containsText("✗ −3.00 −3%");
        assertThat(page.find(".lr-detail .command code"))
                .hasText("mvn lakehouse:replay -Dlakehouse.from=2024-05-18T12:20:00"
                        + " -Dlakehouse.to=2024-05-18T12:30:00");
        assertThat(page.find(".lr-legend")).containsText("actual97.00");
        assertThat((String) page.evaluate("location.hash")).isEmpty();
    }

    @Test
    void allRowsAndColumnsCanBeShown() {
        OpenPage page = open("");

        page.find("text=Only rows that differ").click();
        assertThat(page.find(".lr-count")).hasText("24 of 24 windows");
        assertThat(page.find("[role=grid]")).hasAttribute("aria-rowcount", "25");
        assertThat(page.find("[role=columnheader] .lr-measure")).hasText(new String[] {"gmv", "buyers"});
        page.find("text=Only columns that differ").click();
        assertThat(page.find("[role=columnheader] .lr-measure")).hasText(new String[] {"gmv", "buyers", "note"});
        page.addressWith("rows=all");
    }

    @Test
    void whereNothingDiffersAllIsShown() {
        OpenPage page = open("fixture=quiet");

        assertThat(rows(page)).hasCount(2);
        assertThat(page.find("text=Only rows that differ")).hasCount(0);
        assertThat(page.find(".lr-fixture-state")).hasText("✓ matches");
    }

    @Test
    void aDimensionCanBeFilteredByItsValues() {
        OpenPage page = open("");

        Locator channel = page.picker("channel");
        channel.click();
        assertThat(page.find("[role=option]")).hasText(new String[] {"all", "app", "web"});
        channel.fill("we");
        assertThat(page.find("[role=option]")).hasText(new String[] {"web"});
        channel.press("Enter");

        assertThat(channel).hasValue("web");
        assertThat(page.find(".lr-count")).hasText("2 of 24 windows");
        assertThat(page.find(".lr-series b")).hasText("channel = web");
        assertThat(page.find("[role=status]")).hasText("2 of 24 windows");
        page.addressWith("only.channel=web");
    }

    @Test
    void theFixtureAndTheMeasureCanBeChosen() {
        OpenPage page = open("");

        page.picker("Measure").click();
        page.find("[role=option] >> text=buyers").click();
        assertThat(page.find("[role=slider]")).hasAttribute("aria-label", "Time line of buyers");
        assertThat(page.find(".lr-legend")).containsText("1.0.04");

        Locator fixture = page.picker("Fixture");
        fixture.click();
        assertThat(page.find("[role=option]").nth(0))
                .hasText("lunch-peak✗ differs from expected · 2 differ · 1 anomalous");
        page.find("[role=option] >> text=quiet").click();
        assertThat(page.find(".lr-count")).hasText("2 of 2 windows");
        page.addressWith("fixture=quiet");
    }

    @Test
    void aSelectedWindowOpensItsEvidenceAndHasAnAddress() {
        OpenPage page = open("");

        rows(page).nth(1).click();

        assertThat(page.find(".lr-detail .lr-keys")).containsText("2024-05-18T12:40:00");
        assertThat(page.find("details.evidence")).hasAttribute("open", "");
        assertThat(page.find(".lr-series b")).hasText("channel = web");
        String hash = page.addressWith("key.channel=web");
        assertThat(hash)
                .isEqualTo("#fixture=lunch-peak&measure=gmv&key.window_start=2024-05-18T12%3A40%3A00&key.channel=web");

        page.find("text=Raw rows of this window").click();
        assertThat(page.find("details.evidence summary")).isFocused();

        OpenPage again = open(hash.substring(1));
        assertThat(again.find(".lr-row[aria-selected=true]")).containsText("2024-05-18T12:40:00");
        assertThat(again.find("details.evidence")).hasAttribute("open", "");
    }

    @Test
    void anAddressSaysAllThatIsSeen() {
        OpenPage page = open("fixture=lunch-peak&measure=buyers&only.channel=app&from=2024-05-18T12:10:00"
                + "&to=2024-05-18T13:00:00&rows=all");

        assertThat(page.picker("Measure")).hasValue("buyers");
        assertThat(page.picker("channel")).hasValue("app");
        assertThat(rows(page)).hasCount(5);
        assertThat(rows(page).nth(0)).containsText("2024-05-18T12:10:00");

        page.evaluate("location.hash = 'fixture=quiet'");
        assertThat(page.find(".lr-count")).hasText("2 of 2 windows");
    }

    @Test
    void draggingZoomsAndTheButtonShowsEverythingAgain() {
        OpenPage page = open("rows=all");

        BoundingBox plot = page.find(".u-over").first().boundingBox();
        page.page().mouse().move(plot.x + plot.width / 4, plot.y + 50);
        page.page().mouse().down();
        page.page().mouse().move(plot.x + plot.width / 2, plot.y + 60);
        page.page().mouse().up();

        assertThat(page.find("text=Show everything")).isVisible();
        assertThat(page.find(".lr-count")).hasText("6 of 24 windows");
        assertThat(page.addressWith("to=2024-05-18T13%3A")).contains("from=2024-05-18T12%3A");
        page.find("text=Show everything").click();
        assertThat(page.find(".lr-count")).hasText("24 of 24 windows");
    }

    @Test
    void aClickIntoTheTimeLineOrTheStripSelectsTheWindow() {
        OpenPage page = open("");

        BoundingBox plot = page.find(".u-over").first().boundingBox();
        page.page().mouse().click(plot.x + plot.width * 3.5 / 12, plot.y + 50);
        assertThat(page.find(".lr-detail .lr-keys")).containsText("2024-05-18T12:30:00");

        BoundingBox strip = page.find(".lr-strip canvas").boundingBox();
        page.page().mouse().click(strip.x + strip.width * 6.5 / 12, strip.y + 40);
        assertThat(page.find(".lr-detail .lr-keys")).containsText("2024-05-18T13:00:00");
        assertThat(page.find(".lr-detail .lr-states")).hasText("◆ anomalybuyers <= 100");
        assertThat(page.find(".lr-series b")).hasText("channel = web");
    }

    @Test
    void theKeyboardIsEnough() {
        OpenPage page = open("rows=all");

        Locator line = page.find("[role=slider]");
        line.focus();
        line.press("ArrowRight");
        assertThat(line).hasAttribute("aria-valuetext", "2024-05-18T12:30:00, app, actual 103.50");
        line.press("Shift+ArrowLeft");
        assertThat(line)
                .hasAttribute(
                        "aria-valuetext",
                        "2024-05-18T12:20:00, app, actual 97.00, expected 100.00, 1.0.0 100.10, differs, changed");
        line.press("+");
        assertThat(page.find("text=Show everything")).isVisible();
        line.press("0");
        assertThat(page.find("text=Show everything")).hasCount(0);

        Locator cell = page.find("[role=gridcell][tabindex='0']");
        assertThat(cell).hasCount(1);
        cell.focus();
        page.page().keyboard().press("Control+Home");
        page.page().keyboard().press("ArrowDown");
        page.page().keyboard().press("ArrowRight");
        assertThat(page.find("[role=gridcell]:focus")).hasText("web");
        page.page().keyboard().press("Enter");
        assertThat(page.find(".lr-detail .lr-keys")).containsText("2024-05-18T12:00:00");
        page.page().keyboard().press("Control+End");
        assertThat(page.find(".lr-row:has(:focus)")).hasAttribute("aria-rowindex", "25");

        page.picker("Fixture").focus();
        page.page().keyboard().press("Enter");
        page.page().keyboard().press("ArrowDown");
        page.page().keyboard().press("Enter");
        assertThat(page.find(".lr-count")).hasText("2 of 2 windows");
    }

    @Test
    void theTableIsSortedByDifferences() {
        SmallFixture fixture = new SmallFixture("sorted");
        int[] hundredths = {5, -900, 300, 0};
        for (int window = 0; window < hundredths.length; window++) {
            String other = String.valueOf(100000 + hundredths[window]).replaceAll("(..)$", ".$1");
            fixture.row(
                    window,
                    "app",
                    List.of("1000.00", "1", "a"),
                    List.of(other, "1", "a"),
                    List.of("1000.00", "1", "a"));
        }
        OpenPage page = BROWSER.open(SamplePage.of("sorted").with(fixture).write(directory), LIGHT.at("rows=all"))
                .ready();

        Locator header = page.find("[role=columnheader] button");
        header.click();
        assertThat(page.find("[aria-sort=descending]")).hasCount(1);
        assertThat(page.find(".lr-row .lr-delta")).hasText(new String[] {"✗ +9.00", "✗ −3.00", "✗ −0.05", "="});
        header.click();
        assertThat(page.find(".lr-row .lr-delta")).hasText(new String[] {"✗ −3.00", "✗ −0.05", "✗ +9.00", "="});
        header.click();
        assertThat(page.find(".lr-row .lr-delta")).hasText(new String[] {"✗ −0.05", "✗ +9.00", "✗ −3.00", "="});
    }

    @Test
    void differencesAreExactBeyondTheDigitsOfAFloatingNumber() {
        SmallFixture fixture = new SmallFixture("exact")
                .row(
                        0,
                        "app",
                        List.of("90071992547409.93", "9007199254740993", "a"),
                        List.of("90071992547409.92", "9007199254740992", "a"),
                        List.of("90071992547409.93", "9007199254740993", "a"));
        OpenPage page = BROWSER.open(SamplePage.of("exact").with(fixture).write(directory), LIGHT)
                .ready();

        assertThat(rows(page))
                .containsText("90071992547409.9390071992547409.92✗ +0.0190071992547409939007199254740992✗ +1");
    }

    @Test
    void withoutATimeWindowThereIsATableOnly() {
        OpenPage page = BROWSER.open(
                        SamplePage.of("plain").withoutWindow().with(lunch()).write(directory), LIGHT)
                .ready();

        assertThat(page.find(".lr-chart")).hasCount(0);
        assertThat(rows(page)).hasCount(3);
        assertThat(page.find(".lr-detail .lr-keys")).containsText("2024-05-18T12:20:00");
    }

    @Test
    void copyingPutsTheCommandIntoTheClipboardOrSelectsIt() {
        OpenPage page = open("");
        page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");

        page.find(".lr-detail .lr-copy").click();
        assertThat(page.find(".lr-detail .lr-copy")).hasText("Copied");
        assertThat((String) page.evaluate("window.copied"))
                .isEqualTo("mvn lakehouse:replay -Dlakehouse.from=2024-05-18T12:20:00"
                        + " -Dlakehouse.to=2024-05-18T12:30:00");

        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined});"
                + "document.addEventListener('copy', () => window.copied = document.activeElement.value)");
        assertThat(page.find(".lr-detail .lr-copy")).hasText("Copy");
        page.find(".lr-detail .lr-copy").click();
        assertThat(page.find(".lr-detail .lr-copy")).hasText("Copied");
        assertThat((String) page.evaluate("window.copied")).startsWith("mvn lakehouse:replay");
        assertThat(page.find(".lr-detail .lr-copy")).isFocused();
    }

    @Test
    void aMissingDataFileIsToldAndTheStaticPartStays() throws IOException {
        Path page = page();
        Files.delete(directory.resolve("data/weekend-coupon.gmv_10min.0-0.js"));

        OpenPage opened = BROWSER.open(page, LIGHT).expecting("ERR_FILE_NOT_FOUND");

        assertThat(opened.find("[role=alert]"))
                .hasText("The windows cannot be explored. The file ../data/weekend-coupon.gmv_10min.0-0.js is missing."
                        + " Keep the whole report directory together, its data folder included.");
        assertThat(opened.find("#static")).isVisible();
    }

    @Test
    void aDamagedDataFileIsTold() throws IOException {
        Path page = page();
        Files.writeString(
                directory.resolve("data/weekend-coupon.gmv_10min.0-0.js"),
                "lakehouseData(\"weekend-coupon.gmv_10min.0-0\",\"AAAA\");");

        OpenPage opened = BROWSER.open(page, LIGHT);

        assertThat(opened.find("[role=alert]")).containsText("cannot be read");
        assertThat(opened.find("#static")).isVisible();
    }

    @Test
    void withoutScriptsTheStaticPartIsThere() {
        Path page = page();

        assertThat(BROWSER.open(page, LIGHT.withoutScripts()).find("#static")).isVisible();
        assertThat(BROWSER.open(page, LIGHT.behind(PageOptions.JENKINS))
                        .expecting("sandboxed|Content Security Policy|trusted|require-trusted")
                        .find("#static"))
                .isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsAccessible(boolean dark) {
        OpenPage page = BROWSER.open(page(), dark ? DARK : LIGHT).ready();

        assertThat(page.inaccessible()).isEmpty();
        page.picker("channel").click();
        assertThat(page.inaccessible()).isEmpty();
    }

    @Test
    void forcedColoursKeepItReadable() {
        OpenPage page = BROWSER.open(page(), LIGHT.withForcedColors()).ready();

        assertThat(page.inaccessible()).isEmpty();
    }

    @Test
    void onPaperThereIsTheStaticPart() {
        OpenPage page = open("");

        page.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.find("#static")).isVisible();
        assertThat(page.find(".lr-explorer")).isHidden();
    }

    @Test
    void itSpeaksChinese() {
        OpenPage page = BROWSER.open(
                        SamplePage.of("zh").in(Locale.CHINESE).with(lunch()).write(directory), LIGHT)
                .ready();

        assertThat(page.find(".lr-count")).hasText("3 / 24 个窗口");
        assertThat(rows(page).nth(1)).containsText("✗ 缺失△ 消失无此行");
    }
}
