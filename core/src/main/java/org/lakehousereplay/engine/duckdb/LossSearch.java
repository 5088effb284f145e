package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.sql.edit.Condition;

/**
 * Finds out where a row was left out that does not count: the model on its way that gives the same rows without it, and
 * the condition of that model without which it would not.
 */
final class LossSearch {

    private static final int VERSION = 0;

    private final SubsetReplay replay;
    private final ConditionMeaning meaning;
    private final VariantRelations variants;
    private final Map<String, String> bags = new HashMap<>();
    private final Map<Model, Condition> usual = new HashMap<>();

    /**
     * @param replay the version alone
     * @param meaning what the conditions of its models mean
     * @param variants its models without some of their conditions
     */
    LossSearch(SubsetReplay replay, ConditionMeaning meaning, VariantRelations variants) {
        this.replay = replay;
        this.meaning = meaning;
        this.variants = variants;
    }

    /**
     * What was found.
     *
     * @param fate what became of the row
     * @param elsewhere whether it changes other rows of the metric
     */
    record Found(RowFate fate, boolean elsewhere) {

        /** Whether another row may do what this one would do. */
        boolean mayStandForOthers() {
            return fate.fate() == Fate.DUPLICATE || fate.fate() == Fate.NO_EFFECT;
        }
    }

    /** Forgets what models gave, because rows were removed. */
    void forget() {
        bags.clear();
    }

    /**
     * Looks for the place.
     *
     * @param index the number of the source in the replay
     * @param source the source as the version sees it
     * @param label the label of the row
     */
    Found of(int index, SourceAdaptation source, long label) throws SQLException {
        Block row = new Block(index, label, label + 1);
        List<Model> losers = losers(source, row);
        return losers.isEmpty()
                ? new Found(RowFate.lost(Fate.NO_EFFECT, Optional.empty()), true)
                : new Found(fate(losers, source, row), false);
    }

    /**
     * The models that the row reached and did not pass, those first that it reached by the longest way: where ways part,
     * it is no loss that a row goes but one of them. None when it reaches the output of the metric.
     */
    private List<Model> losers(SourceAdaptation source, Block row) throws SQLException {
        Map<String, Integer> reached = new HashMap<>(Map.of(fold(source.older().name()), 0));
        Map<Model, Integer> losers = new LinkedHashMap<>();
        for (Model model : replay.versions().get(VERSION).models()) {
            OptionalInt before = model.reads().stream()
                    .map(LossSearch::fold)
                    .filter(reached::containsKey)
                    .mapToInt(reached::get)
                    .max();
            if (before.isEmpty()) {
                continue;
            }
            // Asked one by one, because what a lost row does not reach need not be computed.
            if (changes(replay.output(VERSION, model), row)) {
                reached.put(fold(model.name()), before.getAsInt() + 1);
            } else {
                losers.put(model, before.getAsInt());
            }
        }
        if (reached.containsKey(fold(replay.versions().get(VERSION).metric().name()))) {
            return List.of();
        }
        return losers.entrySet().stream()
                .sorted(Map.Entry.<Model, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private RowFate fate(List<Model> losers, SourceAdaptation source, Block row) throws SQLException {
        for (Model model : losers) {
            Optional<Condition> condition = condition(model, row);
            if (condition.isPresent()) {
                return RowFate.lost(
                        meaning.fate(model, condition.get(), source), Optional.of(loss(model, condition.get())));
            }
        }
        return RowFate.lost(
                Fate.NO_EFFECT,
                losers.stream()
                        .findFirst()
                        .map(model -> new RowFate.Loss(model.name(), Optional.empty(), Optional.empty())));
    }

    private static RowFate.Loss loss(Model model, Condition condition) {
        OptionalLong position = condition.position();
        Optional<Location> place = position.isPresent()
                ? Optional.of(Location.ofByteOffset(model.file(), model.sql(), position.getAsLong()))
                : Optional.empty();
        return new RowFate.Loss(model.name(), Optional.of(condition.text()), place);
    }

    /** The first condition without which the row would pass, or else the first that alone keeps it out. */
    private Optional<Condition> condition(Model model, Block row) throws SQLException {
        Map<Condition, String> without = variants.without(model);
        Condition last = usual.get(model);
        if (last != null && changes(without.get(last), row)) {
            // Most rows are lost by the same condition, and hardly ever is there a second one that alone lets a row in.
            return Optional.of(last);
        }
        Set<String> letIn = changed(List.copyOf(without.values()), row);
        for (Map.Entry<Condition, String> variant : without.entrySet()) {
            if (letIn.contains(variant.getValue())) {
                usual.put(model, variant.getKey());
                return Optional.of(variant.getKey());
            }
        }
        Optional<String> none = variants.none(model);
        if (none.isEmpty() || !changes(none.get(), row)) {
            return Optional.empty();
        }
        Map<Condition, String> only = variants.only(model);
        Set<String> passed = changed(List.copyOf(only.values()), row);
        return only.entrySet().stream()
                .filter(variant -> !passed.contains(variant.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean changes(String relation, Block row) throws SQLException {
        return !changed(List.of(relation), row).isEmpty();
    }

    /** Which of some relations have other rows without a row; one that cannot be computed has the same. */
    private Set<String> changed(List<String> relations, Block row) throws SQLException {
        List<String> unknown = relations.stream()
                .filter(relation -> !bags.containsKey(relation))
                .toList();
        replay.rows().cutNothing();
        List<String> found = read(unknown);
        for (int index = 0; index < unknown.size(); index++) {
            bags.put(unknown.get(index), found.get(index));
        }
        replay.rows().cut(row);
        List<String> without = read(relations);
        Set<String> changed = new TreeSet<>();
        for (int index = 0; index < relations.size(); index++) {
            String before = bags.get(relations.get(index));
            String after = without.get(index);
            if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
                changed.add(relations.get(index));
            }
        }
        return changed;
    }

    /** A text for each relation that tells its rows from others, whatever their order; empty when it fails. */
    private List<String> read(List<String> relations) throws SQLException {
        if (relations.isEmpty()) {
            return List.of();
        }
        replay.refresh();
        try {
            return bags(relations);
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            if (relations.size() == 1) {
                return List.of("");
            }
            List<String> alone = new ArrayList<>();
            for (String relation : relations) {
                alone.addAll(read(List.of(relation)));
            }
            return alone;
        }
    }

    private List<String> bags(List<String> relations) throws SQLException {
        List<String> queries = relations.stream()
                .map(relation -> "(SELECT count(*) || ' ' || coalesce(sum(CAST(hash(_lakehouse_row) AS HUGEINT)), 0)"
                        + " FROM " + relation + " AS _lakehouse_row)")
                .toList();
        return replay.statements().query("SELECT " + String.join(", ", queries), result -> {
            result.next();
            List<String> read = new ArrayList<>();
            for (int index = 0; index < relations.size(); index++) {
                read.add(result.getString(index + 1));
            }
            return read;
        });
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
