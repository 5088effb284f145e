package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** A time constant in a condition is a day, an hour, a minute or a second elsewhere. */
final class CutOffOperator implements Operator {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Tools tools;

    CutOffOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (!Trees.isClass(node, "COMPARISON") && !Trees.isClass(node, "BETWEEN") || Constancy.ofAll(node)) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (String side : List.of("left", "right", "lower", "upper")) {
            Site constant = site.at(side);
            Site text = Trees.isClass(constant.node(), "CAST") ? constant.at("child") : constant;
            Literals.text(text.node()).ifPresent(written -> moved(site, text, written, changes));
        }
        return changes;
    }

    private static void add(List<String> others, Optional<String> other) {
        other.ifPresent(others::add);
    }

    private void moved(Site site, Site text, String written, List<Change> changes) {
        List<String> others = new ArrayList<>();
        add(others, moved(written, 1));
        add(others, moved(written, -1));
        for (String other : others) {
            JsonNode changed = text.replacedUpTo(site, tools.nodes().text(other));
            changes.add(tools.change(
                    MutationOperator.CUT_OFF,
                    site,
                    changed,
                    "the line would be drawn at " + other + " instead of " + written
                            + Setting.of(site).into()));
        }
    }

    /** By the smallest unit that it says. */
    private static Optional<String> moved(String written, int by) {
        try {
            return Optional.of(LocalDate.parse(written).plusDays(by).toString());
        } catch (DateTimeParseException notADay) {
            // Then it may be a time.
        }
        String zone = zone(written);
        String wall = written.substring(0, written.length() - zone.length());
        try {
            String full = wall.replace('T', ' ');
            LocalDateTime time = LocalDateTime.parse(full.length() == 16 ? full + ":00" : full, TIME);
            return Optional.of(moved(time, by).format(TIME) + zone);
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static LocalDateTime moved(LocalDateTime time, int by) {
        if (time.getSecond() != 0) {
            return time.plusSeconds(by);
        }
        if (time.getMinute() != 0) {
            return time.plusMinutes(by);
        }
        return time.getHour() != 0 ? time.plusHours(by) : time.plusDays(by);
    }

    /** What stands behind the clock: an offset or nothing. */
    private static String zone(String written) {
        int clock = written.indexOf(':');
        for (int index = Math.max(clock, 0); clock >= 0 && index < written.length(); index++) {
            char character = written.charAt(index);
            if (character == '+' || character == '-' || character == 'Z') {
                return written.substring(index);
            }
        }
        return "";
    }
}
