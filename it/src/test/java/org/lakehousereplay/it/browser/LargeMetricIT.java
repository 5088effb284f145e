package org.lakehousereplay.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The figures that are told of large metrics; the bounds allow for a machine with other things to do. */
class LargeMetricIT {

    @RegisterExtension
    static final BrowserPages BROWSER = new BrowserPages();

    @TempDir
    private Path directory;

    @Test
    void aHundredThousandWindowsOfSixMeasuresOpenAtOnce() {
        Path html = SamplePage.of("large").with(new LargeFixture(100_000)).write(directory);

        OpenPage page = BROWSER.open(html, PageOptions.LIGHT).ready();

        double took = opening(page);
        System.out.printf("100,000 windows of 6 measures: %.0f ms to open, %,d bytes%n", took, data());
        assertThat(took).isLessThan(5000);
        assertThat(data()).isLessThan(3_000_000);
        assertThat(page.find(".lr-count")).hasText("1,000 of 100,000 windows");
    }

    @Test
    void aMillionWindowsCanBeScrolledFilteredAndZoomed() {
        Path html = SamplePage.of("large").with(new LargeFixture(1_000_000)).write(directory);

        OpenPage page = BROWSER.open(html, PageOptions.LIGHT.at("rows=all")).ready();

        System.out.printf("1,000,000 windows of 6 measures: %.0f ms to open, %,d bytes%n", opening(page), data());
        Locator shown = page.find(".lr-count");
        assertThat(shown).hasText("1,000,000 of 1,000,000 windows");
        Locator grid = page.find("[role=grid]");
        assertThat(grid).hasAttribute("aria-rowcount", "1000001");
        assertThat(page.find(".lr-row").count()).isLessThan(40);

        page.find("[role=gridcell][tabindex='0']").focus();
        page.page().keyboard().press("Control+End");
        assertThat(page.find(".lr-row:has(:focus)")).hasAttribute("aria-rowindex", "1000001");
        page.page().keyboard().press("ArrowUp");
        assertThat(page.find(".lr-row:has(:focus)")).hasAttribute("aria-rowindex", "1000000");
        page.page().keyboard().press("Control+Home");
        assertThat(page.find(".lr-row:has(:focus)")).hasAttribute("aria-rowindex", "2");

        grid.evaluate("grid => grid.scrollTop = grid.scrollHeight / 2");
        // Rows are drawn in the next frame; until then those of the top are there.
        Locator inTheMiddle = page.find(".lr-row").nth(10);
        assertThat(inTheMiddle).hasAttribute("aria-rowindex", Pattern.compile("(49|50)\\d{4}"));
        int middle = Integer.parseInt(inTheMiddle.getAttribute("aria-rowindex"));
        BoundingBox box = grid.boundingBox();
        page.page().mouse().move(box.x + 100, box.y + 100);
        page.page().mouse().wheel(0, 260);
        assertThat(page.find(".lr-row[aria-rowindex='" + (middle + 10) + "']")).isVisible();

        page.picker("channel").click();
        page.find("[role=option] >> text=mini").click();
        assertThat(shown).hasText("250,000 of 1,000,000 windows", new HasTextOptions().setTimeout(10_000));

        page.find("[role=slider]").press("+");
        assertThat(shown).hasText("125,000 of 1,000,000 windows", new HasTextOptions().setTimeout(10_000));
        page.find("text=Only rows that differ").click();
        assertThat(shown).containsText("5,000 of 1,000,000 windows");
    }

    private static double opening(OpenPage page) {
        return ((Number) page.evaluate("performance.getEntriesByName('lr-open')[0].duration")).doubleValue();
    }

    private long data() {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
