package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/**
 * A constant length of time, such as {@code INTERVAL 10 MINUTE}, which the engine has as a computation.
 *
 * @param amount how many
 * @param unit of which unit, such as {@code minute}
 */
record Interval(long amount, String unit) {

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("to_years", "year"),
            Map.entry("to_months", "month"),
            Map.entry("to_weeks", "week"),
            Map.entry("to_days", "day"),
            Map.entry("to_hours", "hour"),
            Map.entry("to_minutes", "minute"),
            Map.entry("to_seconds", "second"),
            Map.entry("to_milliseconds", "millisecond"),
            Map.entry("to_microseconds", "microsecond"));

    private static final Set<String> NAMES = Set.copyOf(UNITS.values());

    /** The interval that an expression is; empty when it is none, or one of several units. */
    static Optional<Interval> of(JsonNode node) {
        String unit = UNITS.get(Nodes.function(node));
        if (unit != null) {
            return amount(node).map(amount -> new Interval(amount, unit));
        }
        boolean cast = Trees.isClass(node, "CAST") && Literals.castType(node).equals("INTERVAL");
        return cast ? Literals.text(node.path("child")).flatMap(Interval::parse) : Optional.empty();
    }

    private static Optional<Long> amount(JsonNode call) {
        JsonNode amount = call;
        while (!Literals.isConstant(amount)) {
            List<JsonNode> operands = Expressions.operands(amount);
            if (operands.size() != 1 || Trees.isClass(operands.get(0), "COLUMN_REF")) {
                return Optional.empty();
            }
            amount = operands.get(0);
        }
        return Literals.number(amount).flatMap(Interval::whole).or(() -> Literals.text(call)
                .flatMap(Interval::number));
    }

    private static Optional<Long> whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.precision() < 18
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    private static Optional<Interval> parse(String text) {
        String[] words = text.strip().split(" ");
        String unit = words[words.length - 1].toLowerCase(Locale.ROOT);
        String single = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        if (words.length != 2 || !NAMES.contains(single)) {
            return Optional.empty();
        }
        return number(words[0]).map(amount -> new Interval(amount, single));
    }

    private static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(Character::isDigit);
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** As people write it. */
    String sql() {
        return "INTERVAL " + amount + " " + unit.toUpperCase(Locale.ROOT);
    }

    /** As people say it. */
    String words() {
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }
}
