package org.lakehousereplay.html.part;

/**
 * Where the parts of the report are, seen from a page. All addresses are made here, of slugs alone.
 *
 * @param root the way to the folder of the report: {@code .} or {@code ..}
 * @param singleFile whether everything is on one page
 */
public record Links(String root, boolean singleFile) {

    /** Seen from the overview. */
    public static Links fromOverview(boolean singleFile) {
        return new Links(".", singleFile);
    }

    /** Seen from the page of a metric. */
    public static Links fromMetric() {
        return new Links("..", false);
    }

    /** The page of a metric. */
    public String metric(String slug) {
        return singleFile ? "#metric-" + slug : root + "/metrics/" + slug + ".html";
    }

    /** A section of the overview. */
    public String overview(String section) {
        return singleFile || root.equals(".") ? "#" + section : root + "/index.html#" + section;
    }

    /** The overview. */
    public String home() {
        return singleFile ? "#top" : root + "/index.html";
    }

    /** A file beside the pages. */
    public String asset(String name) {
        return root + "/assets/" + name;
    }
}
