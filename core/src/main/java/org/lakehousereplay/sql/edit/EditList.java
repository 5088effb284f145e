package org.lakehousereplay.sql.edit;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Describes what a comparison has found. */
record EditList(Map<QueryEdit, Draft> drafts) {

    EditList {
        drafts = Collections.unmodifiableMap(new LinkedHashMap<>(drafts));
    }

    static EditList none() {
        return new EditList(Map.of());
    }

    /** One edit that replaces everything. */
    static EditList whole(String before, String after) {
        QueryEdit all = new QueryEdit(
                1, 1, Category.OTHER, Optional.of(before), Optional.of(after), OptionalLong.of(0), OptionalLong.of(0));
        return new EditList(Map.of(all, new Draft(Place.outermost(), Phrase.QUERY)));
    }

    static EditList of(List<Draft> drafts, Categories categories, Spelling spelling, TreeFacts facts) {
        Map<QueryEdit, Draft> edits = new LinkedHashMap<>();
        Map<List<Object>, Integer> groups = new HashMap<>();
        for (Draft draft : drafts) {
            int number = edits.size() + 1;
            Category category = categories.of(draft);
            Optional<String> before = spelling.of(draft.shown().render(applied -> false), draft.phrase());
            Optional<String> after =
                    spelling.of(draft.shown().render(applied -> applied.root() == draft), draft.phrase());
            int group = groups.computeIfAbsent(List.of(category, before, after), unseen -> number);
            OptionalLong beforePosition = before.isPresent() ? draft.beforePosition(facts) : OptionalLong.empty();
            OptionalLong afterPosition = after.isPresent() ? draft.afterPosition(facts) : OptionalLong.empty();
            edits.put(new QueryEdit(number, group, category, before, after, beforePosition, afterPosition), draft);
        }
        return new EditList(edits);
    }
}
