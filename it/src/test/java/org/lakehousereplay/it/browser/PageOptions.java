package org.lakehousereplay.it.browser;

import java.util.Optional;

/**
 * How a page is opened.
 *
 * @param dark whether the reader likes it dark
 * @param forcedColors whether the system has the colours forced
 * @param scripts whether scripts run
 * @param policy the Content-Security-Policy header of a server; without one, the page comes from its file
 * @param fragment what stands behind the {@code #}, if anything
 * @param width of the window in pixels
 * @param height of the window in pixels
 */
public record PageOptions(
        boolean dark,
        boolean forcedColors,
        boolean scripts,
        Optional<String> policy,
        String fragment,
        int width,
        int height) {

    /** The header that Jenkins sends with an archived report unless told otherwise. */
    public static final String JENKINS = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'";

    /** A light page with scripts from its file. */
    public static final PageOptions LIGHT = new PageOptions(false, false, true, Optional.empty(), "", 1360, 1000);

    /** A dark page with scripts from its file. */
    public static final PageOptions DARK = new PageOptions(true, false, true, Optional.empty(), "", 1360, 1000);

    public PageOptions withForcedColors() {
        return new PageOptions(dark, true, scripts, policy, fragment, width, height);
    }

    public PageOptions withoutScripts() {
        return new PageOptions(dark, forcedColors, false, policy, fragment, width, height);
    }

    /** Served with this policy, from a server in this process. */
    public PageOptions behind(String header) {
        return new PageOptions(dark, forcedColors, scripts, Optional.of(header), fragment, width, height);
    }

    public PageOptions at(String newFragment) {
        return new PageOptions(dark, forcedColors, scripts, policy, newFragment, width, height);
    }

    public PageOptions sized(int newWidth, int newHeight) {
        return new PageOptions(dark, forcedColors, scripts, policy, fragment, newWidth, newHeight);
    }
}
