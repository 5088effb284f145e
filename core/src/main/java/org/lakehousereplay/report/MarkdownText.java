package org.lakehousereplay.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.lakehousereplay.diagnostic.Location;

/** Text of a user's data in Markdown, where it must be no markup, link, mention or table cell. */
final class MarkdownText {

    private static final String PLAIN_IN_PATHS = "/-_.~";
    private static final String PLAIN_IN_HTML = " /-_.";

    private MarkdownText() {}

    /**
     * A name in a code span within a table. Backticks and pipes would end the one or the other, and renderers disagree
     * on how to keep them from it, so they become escapes like other characters that must not act.
     */
    static String code(String name) {
        return name.isEmpty() ? "" : span(VisibleText.ofName(name));
    }

    /** A text that is fit to be shown, in a code span within a table. */
    static String span(String shown) {
        return "`" + shown.replace("`", VisibleText.escape('`')).replace("|", VisibleText.escape('|')) + "`";
    }

    /** A code block whose fence is longer than any run of backticks in it. */
    static String block(String content) {
        int longest = 2;
        int run = 0;
        for (int index = 0; index < content.length(); index++) {
            run = content.charAt(index) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return "\n" + fence + "text\n" + content + "\n" + fence + "\n";
    }

    /** A name within HTML. */
    static String html(String name) {
        StringBuilder text = new StringBuilder("<code>");
        VisibleText.ofName(name).codePoints().forEach(codePoint -> {
            boolean plain = Character.isLetterOrDigit(codePoint) || PLAIN_IN_HTML.indexOf(codePoint) >= 0;
            text.append(plain ? Character.toString(codePoint) : "&#" + codePoint + ";");
        });
        return text.append("</code>").toString();
    }

    /** A link to a place in the project; only its name where it is elsewhere, since no link would lead there. */
    static String link(ShownPaths paths, String name, Location place) {
        String path = paths.show(place.file());
        if (path.startsWith("/") || path.startsWith("..") || path.contains(":")) {
            return code(name);
        }
        StringBuilder target = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= '0' && octet <= '9'
                    || octet >= 'A' && octet <= 'Z'
                    || octet >= 'a' && octet <= 'z'
                    || PLAIN_IN_PATHS.indexOf(octet) >= 0;
            target.append(plain ? Character.toString(octet) : String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
        }
        String line = place.line() > 0 ? "#L" + place.line() : "";
        return "[" + code(name) + "](" + target + line + ")";
    }
}
