package org.lakehousereplay.html.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names that are fit for files, addresses and ids of elements, whatever users call their things. Two different names
 * never become the same one.
 */
public final class MetricSlug {

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final int HASH_BYTES = 4;

    /** File systems end at 255 bytes. */
    private static final int LENGTH = 120;

    private MetricSlug() {}

    /** The slug of a metric: {@code <pipeline>.<metric>}. */
    public static String of(String pipeline, String metric) {
        // A dot in the name of the pipeline could be taken for the one between the two.
        return clean(pipeline + "." + metric, !pipeline.contains("."), pipeline + "/" + metric);
    }

    /** The slug of any other name. */
    public static String of(String name) {
        return clean(name, true, name);
    }

    /** Where a line of a model's SQL stands on the page of a metric. */
    public static String ofLine(String metricSlug, String model, int line) {
        return ofModel(metricSlug, model) + ".L" + line;
    }

    /** Where the SQL of a model begins on the page of a metric. */
    public static String ofModel(String metricSlug, String model) {
        return "sql." + metricSlug + "." + of(model);
    }

    private static String clean(String joined, boolean unambiguous, String name) {
        String safe = UNSAFE.matcher(joined).replaceAll("_");
        if (safe.equals(joined) && unambiguous && safe.length() <= LENGTH) {
            return safe;
        }
        return safe.substring(0, Math.min(LENGTH, safe.length())) + "~" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
