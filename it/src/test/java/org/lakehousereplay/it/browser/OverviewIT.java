package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.html.text.Texts;

class OverviewIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    @TempDir
    private Path directory;

    private Path page;

    @BeforeEach
    void writePage() throws IOException {
        Files.createDirectories(directory.resolve("assets"));
        for (String asset : new String[] {"report.js", "report.css"}) {
            try (InputStream content = Texts.class.getResourceAsStream("/org/lakehousereplay/html/assets/" + asset)) {
                Files.write(directory.resolve("assets").resolve(asset), content.readAllBytes());
            }
        }
        page = directory.resolve("index.html");
        Files.writeString(page, """
                <!DOCTYPE html><html lang="en" data-lr-root="."><head><meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s"><title>Report</title>
                <link rel="stylesheet" href="assets/report.css"></head><body><main><h1>Report</h1>
                <table class="lr-metrics"><thead><tr><th data-lr-sort="text">Metric</th>
                <th data-lr-sort="number">Windows</th><th>Picture</th></tr></thead><tbody>
                <tr data-lr-status="failed" data-lr-name="shop/gmv"><td>gmv</td><td data-lr-value="1200">1,200</td><td>–</td></tr>
                <tr data-lr-status="passed" data-lr-name="shop/buyers"><td>buyers</td><td data-lr-value="90">90</td><td>–</td></tr>
                <tr data-lr-status="changed-undeclared" data-lr-name="ads/clicks"><td>clicks</td><td data-lr-value=""></td><td>–</td></tr>
                </tbody></table>
                <div class="command"><code data-lr-copy>mvn lakehouse:verify</code></div>
                <pre data-lr-copy>- reason: ""</pre>
                <div><details><summary>one</summary>1</details><details><summary>two</summary>2</details></div>
                </main><script type="application/json" id="lr-texts">%s</script>
                <script src="assets/report.js" defer></script></body></html>
                """.formatted(
                SamplePage.POLICY, SamplePage.json(Texts.of(Locale.ENGLISH).startingWith("ui."))));
    }

    @Test
    void metricsAreFilteredByStatusAndText() {
        OpenPage opened = BROWSER.open(page, PageOptions.LIGHT);

        assertThat(opened.find(".lr-chip"))
                .hasText(new String[] {"✓ matches 1", "✗ differs from expected 1", "△! changed, not declared 1"});
        opened.find(".lr-chip >> nth=1").click();
        assertThat(opened.find("tbody tr:visible")).hasText(new String[] {"gmv1,200–"});
        assertThat(opened.find(".lr-chip >> nth=1")).hasAttribute("aria-pressed", "true");
        opened.find(".lr-chip >> nth=1").click();
        opened.find("input[type=search]").fill("SHOP");
        assertThat(opened.find("tbody tr:visible")).hasCount(2);
        assertThat(opened.find("[role=status]")).hasText("2 of 3 metrics shown");
        assertThat(opened.addressWith("text=")).isEqualTo("#text=SHOP");

        OpenPage again = BROWSER.open(page, PageOptions.LIGHT.at("status=failed,passed&sort=1:asc"));
        assertThat(again.find("tbody tr:visible td:first-child")).hasText(new String[] {"buyers", "gmv"});
    }

    @Test
    void metricsAreSortedByAColumn() {
        OpenPage opened = BROWSER.open(page, PageOptions.LIGHT);

        opened.find("th button >> text=Windows").click();
        assertThat(opened.find("tbody td:first-child")).hasText(new String[] {"gmv", "buyers", "clicks"});
        opened.find("th button >> text=Windows").click();
        assertThat(opened.find("tbody td:first-child")).hasText(new String[] {"buyers", "gmv", "clicks"});
        opened.find("th button >> text=Metric").click();
        assertThat(opened.find("tbody td:first-child")).hasText(new String[] {"buyers", "clicks", "gmv"});
        assertThat(opened.find("th >> nth=0")).hasAttribute("aria-sort", "ascending");
    }

    @Test
    void detailsOpenAndCloseTogetherAndTextsCanBeCopied() {
        OpenPage opened = BROWSER.open(page, PageOptions.LIGHT);

        opened.find("text=Expand all").click();
        assertThat(opened.find("details[open]")).hasCount(2);
        opened.find("text=Collapse all").click();
        assertThat(opened.find("details[open]")).hasCount(0);
        opened.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        opened.find("pre + .lr-copy").click();
        assertThat(opened.find("pre + .lr-copy")).hasText("Copied");
        assertThat((String) opened.evaluate("window.copied")).isEqualTo("- reason: \"\"");
    }

    @Test
    void itIsAccessible() {
        assertThat(BROWSER.open(page, PageOptions.LIGHT).inaccessible()).isEmpty();
        assertThat(BROWSER.open(page, PageOptions.DARK).inaccessible()).isEmpty();
    }
}
