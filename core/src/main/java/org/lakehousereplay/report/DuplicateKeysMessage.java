package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.Finding.RepeatedKey;

/**
 * Keys that more than one row has, in the output or in the expected file.
 *
 * @param finding the finding
 */
record DuplicateKeysMessage(Finding.DuplicateKeys finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "key") + " repeated in " + side();
    }

    @Override
    public List<String> lines() {
        List<RepeatedKey> shown = finding.first().stream().limit(SHOWN_ROWS).toList();
        if (shown.stream().allMatch(repeated -> repeated.key().cells().isEmpty())) {
            long rows = shown.stream().mapToLong(RepeatedKey::rows).sum();
            return List.of(
                    "  the key is [], which means a single row, and " + side() + " has " + Quantity.of(rows, "row"));
        }
        List<String> headers =
                new ArrayList<>(FindingMessage.columns(shown.get(0).key()));
        int keyWidth = headers.size();
        headers.add("rows");
        List<List<String>> rows = new ArrayList<>();
        for (RepeatedKey repeated : shown) {
            List<String> row = new ArrayList<>(FindingMessage.padded(FindingMessage.values(repeated.key()), keyWidth));
            row.add(Long.toString(repeated.rows()));
            rows.add(row);
        }
        return FindingMessage.section(
                "keys that more than one row of " + side() + " has:", new TextTable(headers, rows), finding.total());
    }

    private String side() {
        return finding.side() == Finding.Side.EXPECTED ? "the expected file" : "the output";
    }
}
