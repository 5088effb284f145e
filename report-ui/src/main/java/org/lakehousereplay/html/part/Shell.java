package org.lakehousereplay.html.part;

import java.util.List;
import org.lakehousereplay.html.text.Texts;

/**
 * What is around the contents of a page.
 *
 * @param texts the reader's language
 * @param project what the report is about
 * @param title the title of the page; empty for the overview
 * @param links the way to everything else
 * @param policy the content security policy
 * @param style the whole style sheet when it stands in the page; else empty
 * @param script the whole script when it stands in the page; else empty
 * @param scriptTexts what the script says, as JSON
 * @param chunks the data of the script when it stands in the page
 */
public record Shell(
        Texts texts,
        String project,
        String title,
        Links links,
        String policy,
        String style,
        String script,
        String scriptTexts,
        List<Chunk> chunks) {

    /** Data for the script. */
    public record Chunk(String id, String base64) {}
}
