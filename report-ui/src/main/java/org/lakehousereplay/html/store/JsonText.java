package org.lakehousereplay.html.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Names in JSON; texts of rows are written by the database. */
final class JsonText {

    private JsonText() {}

    static String of(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
