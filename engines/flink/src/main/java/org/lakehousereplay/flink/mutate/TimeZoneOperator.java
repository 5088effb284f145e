package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.lakehousereplay.flink.script.StatementText;

/** A named zone becomes UTC, and UTC the zone of the session; its offset is no longer added by hand. */
final class TimeZoneOperator implements Operator {

    private static final String UTC = "UTC";
    private static final String SESSION_ZONE = "table.local-time-zone";

    private final Tools tools;

    TimeZoneOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (site.node() instanceof SqlSet setting) {
            return session(setting);
        }
        if (Nodes.function(site.node()).equals("CONVERT_TZ")) {
            return converted(site, (SqlCall) site.node());
        }
        boolean sum = site.node().getKind() == SqlKind.PLUS || site.node().getKind() == SqlKind.MINUS;
        return sum && site.setting() != Clause.WATERMARK ? byHand(site, (SqlCall) site.node()) : List.of();
    }

    private List<Change> session(SqlSet setting) {
        if (setting.getKey() == null || !setting.getKeyString().equals(SESSION_ZONE)) {
            return List.of();
        }
        List<StatementText.Range> words = tools.text().words(0, tools.text().length());
        StatementText.Range value = words.get(words.size() - 1);
        String before = setting.getValueString();
        String written = tools.text().written(value);
        String quote = written.startsWith("'") ? "'" : "";
        // Without quotes a zone is several words, and UTC one.
        boolean whole = written.equals(quote + before + quote);
        return whole
                ? other(before)
                        .map(after -> new Change(
                                Mistake.TIME_ZONE,
                                List.of(new Edit(value.start(), value.end(), quote + after + quote)),
                                value.start(),
                                "'" + before + "'",
                                "'" + after + "'",
                                "the session would go by the clock of " + after + ", not of " + before))
                        .stream()
                        .toList()
                : List.of();
    }

    private List<Change> converted(Site site, SqlCall call) {
        List<Change> changes = new ArrayList<>();
        for (int index = 1; index < call.operandCount(); index++) {
            SqlNode zone = call.operand(index);
            Optional<String> before = Nodes.text(zone);
            Optional<String> after = before.flatMap(this::other);
            if (after.isPresent()) {
                changes.addAll(tools.change(
                        Mistake.TIME_ZONE,
                        site.inside(zone),
                        Nodes.text(after.get()),
                        Prose.of(call),
                        Prose.of(Nodes.with(call, zone, Nodes.text(after.get()))),
                        Prose.of(call.operand(0))
                                + (index == 1 ? " would be taken for a time of " : " would be told by the clock of ")
                                + after.get() + ", not of " + before.get() + site.into()));
            }
        }
        return changes;
    }

    private List<Change> byHand(Site site, SqlCall call) {
        BigDecimal offset = BigDecimal.valueOf(Math.abs(
                tools.facts().zone().getRules().getStandardOffset(Instant.EPOCH).getTotalSeconds()));
        Optional<BigDecimal> added = call.operandCount() == 2
                ? Interval.of(call.<SqlNode>operand(1)).flatMap(Interval::seconds)
                : Optional.empty();
        boolean same = added.filter(seconds -> seconds.signum() > 0 && seconds.compareTo(offset) == 0)
                .isPresent();
        String zone = tools.facts().zone().getId();
        boolean toLocal = call.getKind() == SqlKind.PLUS;
        return same
                ? tools.change(
                        Mistake.TIME_ZONE,
                        site,
                        call.operand(0),
                        Prose.of(call.operand(0)) + " would be told by the clock of " + (toLocal ? UTC : zone)
                                + ", not of " + (toLocal ? zone : UTC) + site.into())
                : List.of();
    }

    private Optional<String> other(String zone) {
        String other = zone.equals(UTC) ? tools.facts().zone().getId() : UTC;
        return Optional.of(other).filter(different -> !different.equals(zone));
    }
}
