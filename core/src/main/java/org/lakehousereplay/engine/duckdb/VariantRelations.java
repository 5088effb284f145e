package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.edit.Condition;

/** Models of a replay without some of their conditions, as relations over what the models read. */
final class VariantRelations {

    private static final int VERSION = 0;

    private final SubsetReplay replay;
    private final ModelConditions conditions;
    private final Map<String, Relations> known = new HashMap<>();
    private int added;

    private record Relations(Map<Condition, String> without, Optional<String> none, Map<Condition, String> only) {}

    /**
     * @param replay the version alone
     * @param conditions the conditions of its models
     */
    VariantRelations(SubsetReplay replay, ModelConditions conditions) {
        this.replay = replay;
        this.conditions = conditions;
    }

    /** The model without each of its conditions that can be taken away, in the order of the text. */
    Map<Condition, String> without(Model model) throws SQLException {
        return of(model).without;
    }

    /** The model without any condition. */
    Optional<String> none(Model model) throws SQLException {
        return of(model).none;
    }

    /** The model with one condition only, for each of them. */
    Map<Condition, String> only(Model model) throws SQLException {
        return of(model).only;
    }

    private Relations of(Model model) throws SQLException {
        Relations relations = known.get(model.name());
        if (relations == null) {
            ModelConditions.Variants variants = conditions.variants(
                    replay.versions().get(VERSION), model, replay.statements().deadline());
            relations =
                    new Relations(relations(variants.without()), relation(variants.none()), relations(variants.only()));
            known.put(model.name(), relations);
        }
        return relations;
    }

    private Map<Condition, String> relations(Map<Condition, String> queries) throws SQLException {
        Map<Condition, String> relations = new LinkedHashMap<>();
        for (Map.Entry<Condition, String> query : queries.entrySet()) {
            relation(Optional.of(query.getValue())).ifPresent(relation -> relations.put(query.getKey(), relation));
        }
        return relations;
    }

    private Optional<String> relation(Optional<String> query) throws SQLException {
        try {
            return query.isEmpty()
                    ? Optional.empty()
                    : Optional.of(replay.add(VERSION, "variant" + added++, query.get()));
        } catch (DeadlineReached reached) {
            throw reached;
        } catch (SQLException unbound) {
            return Optional.empty();
        }
    }
}
