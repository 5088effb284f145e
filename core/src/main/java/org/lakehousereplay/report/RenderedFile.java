package org.lakehousereplay.report;

import java.nio.charset.StandardCharsets;

/**
 * A file of a report before it is written.
 *
 * @param name the file name
 * @param text the content
 */
record RenderedFile(String name, String text) {

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
