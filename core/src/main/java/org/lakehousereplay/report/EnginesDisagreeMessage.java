package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;

/**
 * A metric that comes out otherwise on another engine or in another mode.
 *
 * @param finding the finding
 * @param paths how paths are shown
 */
record EnginesDisagreeMessage(Finding.EnginesDisagree finding, ShownPaths paths) implements FindingMessage {

    @Override
    public String phrase() {
        return finding.differences().isEmpty()
                ? "in another order than on " + on()
                : Quantity.of(finding.total(), "row") + (finding.total() == 1 ? " differs" : " differ") + " from " + on();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String kinds = finding.looksLike().stream().map(VisibleText::ofName).collect(Collectors.joining(", "));
        lines.add("  against " + on() + (kinds.isEmpty() ? "" : ", as if the caliber had changed: " + kinds));
        if (finding.reordered()) {
            lines.add("  the rows stand in another order");
        }
        for (Finding difference : finding.differences()) {
            FindingMessage.of(difference, 0, paths).lines().stream()
                    .map(line -> line.replace("(expected, not in the output)", "(on " + on() + ", not here)")
                            .replace("(in the output, not expected)", "(here, not on " + on() + ")"))
                    .forEach(lines::add);
        }
        return lines;
    }

    private String on() {
        return VisibleText.ofName(finding.on());
    }
}
