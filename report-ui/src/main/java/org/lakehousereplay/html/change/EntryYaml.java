package org.lakehousereplay.html.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lakehousereplay.html.run.ReportComparison.Change;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.report.VisibleText;
import org.lakehousereplay.yaml.YamlFlow;

/**
 * The entry of {@code caliber-changes.yaml} that declares a change. It names no values of the data: those who want to
 * allow certain keys or amounts alone let {@code mvn lakehouse:declare} write it.
 */
final class EntryYaml {

    /** The file begins with it; an entry is an item of the list. */
    static final String HEAD = "changes:\n";

    private EntryYaml() {}

    static String of(String baseline, ComparedMetric metric, Change change) {
        List<String> lines = new ArrayList<>();
        lines.add("metric: " + text(metric.pipeline() + "/" + metric.name()));
        lines.add("kind: " + text(change.kind()));
        lines.add("baseline: " + text(baseline));
        if (!change.fixtures().isEmpty()) {
            lines.add("fixtures: " + list(change.fixtures()));
        }
        if (!change.columns().isEmpty()) {
            lines.add("columns: " + list(change.columns()));
        }
        lines.add("reason: \"\"");
        lines.add("decidedBy: \"\"");
        return "  - " + String.join("\n    ", lines) + "\n";
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(EntryYaml::text).toList()) + "]";
    }

    /** What cannot be seen is written as an escape, so that what is copied is what was read. */
    private static String text(String value) {
        if (VisibleText.ofSentence(value).equals(value)) {
            return YamlFlow.text(value);
        }
        StringBuilder escaped = new StringBuilder("\"");
        value.codePoints().forEach(codePoint -> {
            if (codePoint < 0x80 && codePoint >= ' ' && codePoint != '"' && codePoint != '\\') {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\U%08x", codePoint));
            }
        });
        return escaped.append('"').toString();
    }
}
