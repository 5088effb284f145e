package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.lakehousereplay.sql.edit.Decision.Outcome;

/** What can be said of a join. */
final class Joined {

    private static final Set<String> WITH_PARTNERS = Set.of("REGULAR", "NATURAL", "ASOF");

    private Joined() {}

    /** What can come of a join; nothing for one that has no partners to look for. */
    static List<Outcome> outcomes(JsonNode join) {
        if (!WITH_PARTNERS.contains(join.path("ref_type").asText())) {
            return List.of();
        }
        return asksFromTheLeft(join)
                ? List.of(Outcome.MATCHED, Outcome.LEFT_ONLY)
                : List.of(Outcome.MATCHED, Outcome.LEFT_ONLY, Outcome.RIGHT_ONLY);
    }

    /** Whether it only asks of rows of the left side whether there is a partner, or which is the nearest. */
    static boolean asksFromTheLeft(JsonNode join) {
        return isTest(join) || join.path("ref_type").asText().equals("ASOF");
    }

    /** Whether it gives no columns of the right side. */
    static boolean isTest(JsonNode join) {
        String type = join.path("join_type").asText();
        return type.equals("SEMI") || type.equals("ANTI");
    }

    static boolean isCrossed(JsonNode tables) {
        for (JsonNode item : tables) {
            if (item.path(Trees.JOIN).path("ref_type").asText().equals("CROSS")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a condition where tables are joined holds them together, so that without it every row would meet every row.
     *
     * @param all how many conditions there are
     */
    static boolean links(JsonNode condition, int all) {
        return new FoundCondition(
                        Condition.Kind.ON,
                        condition,
                        Set.of(),
                        all == 1 || Trees.type(condition).equals("COMPARE_EQUAL"))
                .links();
    }
}
