package org.lakehousereplay.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Opens pages of a report in Chromium. Used as a static {@code @RegisterExtension} field; each page is closed after its
 * test, which fails when the browser complained about anything that the test did not expect.
 */
public final class BrowserPages implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Whatever violates the policy of the page goes to its console, where complaints are collected. */
    private static final String TELL_VIOLATIONS = "document.addEventListener('securitypolicyviolation', event =>"
            + " console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))";

    private final List<OpenPage> pages = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Path executable = Chromium.executable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    /**
     * Opens a page and waits until it is loaded.
     *
     * @param html its file
     * @param options how
     */
    public OpenPage open(Path html, PageOptions options) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(options.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setForcedColors(options.forcedColors() ? ForcedColors.ACTIVE : ForcedColors.NONE)
                .setJavaScriptEnabled(options.scripts())
                .setOffline(options.policy().isEmpty())
                .setViewportSize(options.width(), options.height()));
        Page page = context.newPage();
        OpenPage opened = new OpenPage(context, page);
        pages.add(opened);
        page.addInitScript(TELL_VIOLATIONS);
        page.navigate(addressOf(html.toAbsolutePath().normalize(), options) + fragment(options));
        return opened;
    }

    private static String fragment(PageOptions options) {
        return options.fragment().isEmpty() ? "" : "#" + options.fragment();
    }

    private String addressOf(Path html, PageOptions options) {
        if (options.policy().isEmpty()) {
            return html.toUri().toString();
        }
        Path directory = html.getParent();
        while (!Files.isDirectory(directory.resolve("assets"))
                && directory.getParent() != null
                && !Files.exists(directory.resolve("index.html"))) {
            directory = directory.getParent();
        }
        ReportServer server = ReportServer.start(directory, options.policy().get());
        servers.add(server);
        return server.address(directory.relativize(html).toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        List<String> complaints =
                pages.stream().flatMap(page -> page.complaints().stream()).toList();
        pages.forEach(OpenPage::close);
        pages.clear();
        for (AutoCloseable server : servers) {
            server.close();
        }
        servers.clear();
        if (!complaints.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("The browser complained: " + String.join("\n", complaints));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }
}
