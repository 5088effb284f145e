package org.lakehousereplay.it.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page that is open in the browser, with what the browser complained about. */
public final class OpenPage {

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Pattern expected = Pattern.compile("(?!)");

    OpenPage(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("exception: " + error));
    }

    /** Playwright's own view of it. */
    public Page page() {
        return page;
    }

    /** Elements of a CSS selector. */
    public Locator find(String selector) {
        return page.locator(selector);
    }

    /** The field to pick one thing from that is labelled so. */
    public Locator picker(String label) {
        return page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** Waits until the explorer of a metric has read and shown all its rows. */
    public OpenPage ready() {
        page.waitForSelector("section.metric[data-lr-ready='']", new Page.WaitForSelectorOptions().setTimeout(60_000));
        return this;
    }

    /** The part of the address behind its mark, as soon as it holds a text: it is written after the page has changed. */
    public String addressWith(String text) {
        page.waitForCondition(() -> address().contains(text));
        return address();
    }

    private String address() {
        return (String) page.evaluate("location.hash");
    }

    /** What a script gives. */
    public Object evaluate(String script) {
        return page.evaluate(script);
    }

    /** Says which complaints of the browser belong to the test. */
    public OpenPage expecting(String complaint) {
        expected = Pattern.compile(complaint);
        return this;
    }

    /** Errors and warnings that were not expected, violations of the policy among them. */
    public List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> !expected.matcher(complaint).find())
                .toList();
    }

    /** What axe finds to be inaccessible, a line for each element. */
    @SuppressWarnings("unchecked")
    public List<String> inaccessible() {
        page.evaluate(axe());
        return (List<String>) page.evaluate("""
                async () => (await axe.run({preload: false})).violations.flatMap(rule =>
                    rule.nodes.map(node => rule.id + ': ' + node.target.join(' ') + ' ' + node.html.slice(0, 200)
                        + ' ' + node.failureSummary))""");
    }

    private static String axe() {
        try (InputStream script = OpenPage.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Keeps a picture of what is in view. */
    public void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    void close() {
        context.close();
    }
}
