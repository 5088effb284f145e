package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An edit while the trees are being compared: what it replaces, and the part around that which makes it readable.
 * Drafts that make sense only together are joined into one.
 */
final class Draft {

    private final Place place;
    private final Phrase phrase;
    private final List<JsonNode> removed = new ArrayList<>();
    private final List<JsonNode> added = new ArrayList<>();
    private final Set<String> fields = new HashSet<>();
    private JsonNode around = Trees.ABSENT;
    private JsonNode placeBefore = Trees.ABSENT;
    private JsonNode placeAfter = Trees.ABSENT;
    private Optional<Category> category = Optional.empty();
    private Optional<Merge> shown = Optional.empty();
    private Draft joinedTo = this;

    Draft(Place place, Phrase phrase) {
        this.place = place;
        this.phrase = phrase;
    }

    Merge replace(JsonNode before, JsonNode after) {
        removed.add(before);
        added.add(after);
        return new Merge.Choice(this, before, after);
    }

    /** Replaces a field of what is around. */
    Merge replaceField(String name, JsonNode before, JsonNode after) {
        fields.add(name);
        return replace(before, after);
    }

    boolean replacesField(String name) {
        return fields.contains(name);
    }

    /** Says what part of the query is to be shown. */
    void show(Merge part) {
        shown = Optional.of(part);
    }

    /** Says of what expression or clause the replaced parts are small parts. */
    void within(JsonNode before, JsonNode after) {
        around = before;
        at(before, after);
    }

    /** Says where the parts are that have no place of their own, such as the word DISTINCT. */
    Draft at(JsonNode before, JsonNode after) {
        placeBefore = before;
        placeAfter = after;
        return this;
    }

    boolean isShown() {
        return shown.isPresent();
    }

    /** Says what it changes, where that follows from the kind of the part. */
    Draft as(Category chosen) {
        category = Optional.of(chosen);
        return this;
    }

    void join(Draft other) {
        Draft mine = root();
        Draft others = other.root();
        if (mine != others) {
            others.joinedTo = mine;
        }
    }

    Draft root() {
        Draft root = this;
        while (root.joinedTo != root) {
            root = root.joinedTo;
        }
        return root;
    }

    Place place() {
        return place;
    }

    Phrase phrase() {
        return phrase;
    }

    /** The place of what goes, or else of what is around it. */
    OptionalLong beforePosition(TreeFacts facts) {
        return position(removed, placeBefore, facts);
    }

    /** The place of what comes, or else of what is around it. */
    OptionalLong afterPosition(TreeFacts facts) {
        return position(added, placeAfter, facts);
    }

    private static OptionalLong position(List<JsonNode> parts, JsonNode place, TreeFacts facts) {
        OptionalLong first = parts.stream()
                .map(facts::position)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        return first.isPresent() ? first : facts.position(place);
    }

    JsonNode around() {
        return around;
    }

    Optional<Category> category() {
        return category;
    }

    Merge shown() {
        return shown.orElseGet(() -> new Merge.Same(Trees.ABSENT));
    }

    /** Whether it only adds something, or with {@code false} only removes something. */
    boolean only(boolean adds) {
        return (adds ? removed : added).stream().allMatch(Trees::absent);
    }

    List<JsonNode> removed() {
        return removed;
    }

    List<JsonNode> added() {
        return added;
    }
}
