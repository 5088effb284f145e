package org.lakehousereplay.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads pages as a browser would, and holds every one of them to what all must keep. */
final class ReportPage {

    private ReportPage() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A page without a fault in its HTML. */
    static Document read(Path file) {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document document = parser.parseInput(text(file), "");
        assertThat(parser.getErrors()).as(file.toString()).isEmpty();
        assertKeepsTheRules(document);
        return document;
    }

    /** All pages of a report. */
    static List<Document> readAll(Path report) {
        try (Stream<Path> files = Files.walk(report)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .map(ReportPage::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void assertKeepsTheRules(Document document) {
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
            }
        }
        assertThat(document.select("a[href]").eachAttr("href"))
                .allMatch(href -> href.matches("#[A-Za-z0-9_.~-]+|\\.\\.?/[A-Za-z0-9_.~/-]+(#[A-Za-z0-9_.~-]+)?"));
        assertThat(document.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(document.select("table:not(:has(caption))")).isEmpty();
        assertThat(document.select("th:not([scope])")).isEmpty();
        assertThat(document.select("h1")).isNotEmpty();
        assertThat(document.select("iframe, object, embed, form, base, img")).isEmpty();
        assertThat(document.select("main")).hasSize(1);
        assertThat(document.selectFirst("html").attr("lang")).isNotEmpty();
        assertThat(document.selectFirst("meta[http-equiv=Content-Security-Policy]")
                        .attr("content"))
                .startsWith("default-src 'none'; script-src '")
                .doesNotContain("unsafe");
    }
}
