package org.lakehousereplay.maven;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/** The size of a heap as people write it: like Java, {@code 1g}, or like DuckDB, {@code 1GB}. */
final class HeapSize {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]*)\\s*([kmg])(i?b)?", Pattern.CASE_INSENSITIVE);

    private HeapSize() {}

    /** The size as Java takes it. */
    static String parse(String text) throws MojoExecutionException {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new MojoExecutionException(
                    "lakehouse.engineMemory is " + text + ". Give a number and a unit, such as 512m or 2g.");
        }
        return size.group(1) + size.group(2).toLowerCase(Locale.ROOT);
    }
}
