package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.ModelText;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.Category;
import org.lakehousereplay.sql.edit.QueryComparison;
import org.lakehousereplay.sql.edit.QueryEdit;

/**
 * What was edited between two versions of a metric, in its own query and in all that it reads: steps that lead from the
 * one to the other. The same words changed into the same words are one step, wherever they stand.
 */
final class MetricEdits {

    private final Pipeline older;
    private final Pipeline candidate;
    private final Model before;
    private final Model after;
    private final Map<String, QueryComparison> comparisons = new LinkedHashMap<>();
    private final List<Step> steps;

    /**
     * An edit in a model that both versions have.
     *
     * @param before the model in the older version
     * @param after the model in the candidate
     * @param comparison all edits of the model
     * @param edit the edit
     */
    record ModelEdit(Model before, Model after, QueryComparison comparison, QueryEdit edit) {}

    /**
     * Edits that are made together.
     *
     * @param edits at least one
     */
    record Step(List<ModelEdit> edits) {
        Step {
            edits = List.copyOf(edits);
        }

        Category category() {
            return edits.get(0).edit().category();
        }
    }

    private MetricEdits(Pipeline older, Pipeline candidate, Model before, Model after) {
        this.older = older;
        this.candidate = candidate;
        this.before = before;
        this.after = after;
        this.steps = new ArrayList<>();
    }

    /**
     * Finds the edits.
     *
     * @throws SqlFailure when a text cannot be parsed any more, as when the parser does not come to an end
     */
    static MetricEdits of(PipelineVariants variants, MetricOutcome outcome) throws SqlFailure {
        MetricEdits edits = new MetricEdits(outcome.older(), outcome.candidate(), outcome.before(), outcome.after());
        edits.collect(variants);
        return edits;
    }

    private void collect(PipelineVariants variants) throws SqlFailure {
        Map<List<Object>, List<ModelEdit>> alike = new LinkedHashMap<>();
        Map<String, Model> ofOlder = byName(older.closure(List.of(before)));
        for (Model now : candidate.closure(List.of(after))) {
            Model then = ofOlder.get(fold(now.name()));
            if (then == null || then.fingerprint().equals(now.fingerprint())) {
                continue;
            }
            QueryComparison comparison = QueryComparison.of(variants.database(), then.sql(), now.sql());
            comparisons.put(fold(now.name()), comparison);
            for (QueryEdit edit : comparison.edits()) {
                alike.computeIfAbsent(List.of(edit.category(), edit.before(), edit.after()), any -> new ArrayList<>())
                        .add(new ModelEdit(then, now, comparison, edit));
            }
        }
        alike.values().forEach(edits -> steps.add(new Step(edits)));
    }

    /** The steps, upstream models first. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Whether the edits are all there is: same sources, same models, same time zone. */
    boolean complete() {
        Set<String> names = byName(older.closure(List.of(before))).keySet();
        return names.equals(byName(candidate.closure(List.of(after))).keySet())
                && older.timeZone().equals(candidate.timeZone())
                && older.sources().equals(candidate.sources());
    }

    /**
     * The models of the metric with some steps made and others not.
     *
     * @param made the steps that are made
     * @return the models in dependency order; empty when they do not bind or have not the metric's columns
     */
    Optional<List<Model>> mixture(PipelineVariants variants, Set<Step> made) {
        List<ModelText> texts = new ArrayList<>();
        Map<String, Model> ofCandidate = byName(candidate.closure(List.of(after)));
        Map<String, Model> ofOlder = byName(older.closure(List.of(before)));
        Set<String> names = new HashSet<>(ofOlder.keySet());
        names.addAll(ofCandidate.keySet());
        for (String name : names.stream().sorted().toList()) {
            Model model = ofCandidate.containsKey(name) ? ofCandidate.get(name) : ofOlder.get(name);
            QueryComparison comparison = comparisons.get(name);
            if (comparison == null) {
                texts.add(ModelText.of(model));
                continue;
            }
            Set<QueryEdit> applied = new HashSet<>();
            made.forEach(step -> step.edits().stream()
                    .filter(edit -> edit.comparison() == comparison)
                    .forEach(edit -> applied.add(edit.edit())));
            try {
                texts.add(new ModelText(model.name(), model.layer(), model.file(), comparison.merged(applied)));
            } catch (IllegalStateException unwritable) {
                // The engine reads some mixtures that it cannot write.
                return Optional.empty();
            }
        }
        return variants.bind(candidate.sources(), texts).map(this::declared).filter(this::hasKey);
    }

    /** A mixture has lost the comment that makes a metric. */
    private List<Model> declared(List<Model> models) {
        return models.stream()
                .map(model -> model.name().equalsIgnoreCase(after.name()) ? model.withMetric(after.metric()) : model)
                .toList();
    }

    private boolean hasKey(List<Model> models) {
        Model metric = models.stream()
                .filter(model -> model.name().equalsIgnoreCase(after.name()))
                .findFirst()
                .orElseThrow();
        return after.metric().orElseThrow().key().stream().allMatch(key -> metric.output().stream()
                .anyMatch(column -> column.name().equalsIgnoreCase(key)));
    }

    private static Map<String, Model> byName(List<Model> models) {
        Map<String, Model> byName = new LinkedHashMap<>();
        models.forEach(model -> byName.put(fold(model.name()), model));
        return byName;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
