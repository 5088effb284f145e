package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are text, whatever they look like. */
class HostileValuesIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.hacked=1</script>",
                "<img src=x onerror=window.hacked=1>",
                "</script><script>window.hacked=1</script>",
                "\" onmouseover=\"window.hacked=1",
                "javascript:window.hacked=1",
                "\u202Egnp.evil\u2066",
                "=cmd|' /C calc'!A0",
                "{0} {1} ''",
                "__proto__",
                "a&b=c#d;e\u2028f"
            })
    void valuesAreText(String hostile) {
        SmallFixture fixture = new SmallFixture("lunch " + hostile)
                .row(
                        0,
                        hostile,
                        List.of("1.00", "1", hostile),
                        List.of("2.00", "1", hostile + "'"),
                        List.of("1.00", "1", hostile))
                .same(0, "other", "1.00", "1", "a");
        OpenPage page = BROWSER.open(SamplePage.of("hostile").with(fixture).write(directory), PageOptions.LIGHT)
                .ready();

        assertThat(page.find(".lr-row")).containsText(hostile.replaceAll("\\s+", " "));
        page.find(".lr-row").click();
        assertThat(page.find(".lr-detail")).containsText(hostile.replaceAll("\\s+", " "));
        page.picker("channel").click();
        page.find("[role=option] >> nth=1").click();
        assertThat(page.find(".lr-count")).hasText("1 of 2 windows");
        String hash = page.addressWith("only.");

        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(page.find("main img, main script:not([type='application/json'])"))
                .hasCount(0);

        OpenPage again = BROWSER.open(directory.resolve("metrics/page.html"), PageOptions.LIGHT.at(hash.substring(1)))
                .ready();
        assertThat(again.find(".lr-row[aria-selected=true]")).hasCount(1);
        assertThat(again.find(".lr-count")).hasText("1 of 2 windows");
        assertThat(again.evaluate("window.hacked")).isNull();
    }
}
