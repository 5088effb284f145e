package org.lakehousereplay.html.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.lakehousereplay.html.HtmlReport;

/**
 * The style sheet and the script of the report, and what a browser is told it may load.
 *
 * @param style the style sheet
 * @param script the script
 */
public record Assets(String style, String script) {

    private static final String REST = "; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " require-trusted-types-for 'script'; trusted-types lakehouse";

    /** Reads them from the library. */
    public static Assets load() {
        return new Assets(read("assets/report.css"), read("assets/report.js"));
    }

    private static String read(String name) {
        try (InputStream input = HtmlReport.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the library has no " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Files beside the page alone. */
    public static String folderPolicy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'" + REST;
    }

    /** What stands in the page, byte for byte, alone. */
    public String singleFilePolicy() {
        return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + REST;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
