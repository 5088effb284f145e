package org.lakehousereplay.html.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lakehousereplay.html.EvidenceSettings;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.run.ReportRun.SourceTable;
import org.lakehousereplay.html.run.ReportRun.TypedColumn;
import org.lakehousereplay.report.VisibleText;

/**
 * What of the raw rows may be read. One for a report: a fingerprint tells whether two values of the report are the same
 * and nothing else, since its key is drawn anew for each report and kept nowhere. For the pages of the report.
 */
public final class EvidencePolicy {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 6;

    private enum Permission {
        SHOWN,
        HASHED,
        WITHHELD
    }

    private final Optional<List<ColumnPattern>> patterns;
    private final int rowLimit;
    private final byte[] key;

    private EvidencePolicy(EvidenceSettings settings, byte[] key) {
        this.patterns = settings.columns()
                .map(columns -> columns.stream().map(ColumnPattern::of).toList());
        this.rowLimit = settings.rowLimit();
        this.key = key;
    }

    /** The policy of a report, with a key of its own. */
    public static EvidencePolicy of(EvidenceSettings settings) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new EvidencePolicy(settings, key);
    }

    /** Those of the columns of a source that may be shown, in clear or as fingerprints, in their order. */
    public List<String> shownColumns(String source, List<String> columns) {
        return columns.stream()
                .filter(column -> permission(source, column) != Permission.WITHHELD)
                .toList();
    }

    /**
     * A value as it may be shown: fit to be read, cut when it is long.
     *
     * @param source the source of the row
     * @param column a column that may be shown
     * @param value the canonical text, null for NULL as in {@code report.json}
     */
    public String shown(String source, String column, String value) {
        return switch (permission(source, column)) {
            case SHOWN -> VisibleText.ofValue(Optional.ofNullable(value));
            case HASHED -> value == null ? VisibleText.ofValue(Optional.empty()) : fingerprint(value);
            case WITHHELD -> throw new IllegalArgumentException(source + "." + column + " may not be shown");
        };
    }

    /** How many rows of a source may be shown for a window. */
    public int rowLimit() {
        return rowLimit;
    }

    /** What the reader must know to be kept from the report. */
    public Withheld withheld(List<PipelineRun> pipelines) {
        Set<String> withheld = new TreeSet<>();
        Set<String> hashed = new TreeSet<>();
        for (PipelineRun pipeline : pipelines) {
            for (SourceTable source : pipeline.sources()) {
                for (TypedColumn column : source.columns()) {
                    String name = source.name() + "." + column.name();
                    switch (permission(source.name(), column.name())) {
                        case WITHHELD -> withheld.add(name);
                        case HASHED -> hashed.add(name);
                        case SHOWN -> {}
                    }
                }
            }
        }
        return new Withheld(patterns.isPresent(), List.copyOf(withheld), List.copyOf(hashed), rowLimit);
    }

    /** The pattern that names a column most closely decides; of two that are as close, the one that shows less. */
    private Permission permission(String source, String column) {
        if (patterns.isEmpty()) {
            return Permission.SHOWN;
        }
        return patterns.get().stream()
                .filter(pattern -> pattern.matches(source, column))
                .max(Comparator.comparingLong(ColumnPattern::literalCharacters).thenComparing(ColumnPattern::hashed))
                .map(pattern -> pattern.hashed() ? Permission.HASHED : Permission.SHOWN)
                .orElse(Permission.WITHHELD);
    }

    private String fingerprint(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * What is kept from the report.
     *
     * @param restricted whether only listed columns may be shown
     * @param columns the columns that are not shown, {@code source.column}
     * @param hashed the columns of which only fingerprints are shown
     * @param rowLimit how many rows of a source are shown for a window at most
     */
    public record Withheld(boolean restricted, List<String> columns, List<String> hashed, int rowLimit) {}
}
