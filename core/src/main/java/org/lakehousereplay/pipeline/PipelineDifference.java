package org.lakehousereplay.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which models of two versions of a pipeline make the same table of the same sources, whatever their comments and
 * layout. For readers of pipelines inside this library.
 */
public final class PipelineDifference {

    private final Pipeline before;
    private final Pipeline after;
    private final Map<String, Boolean> same = new HashMap<>();

    /**
     * @param before one version
     * @param after the other
     */
    public PipelineDifference(Pipeline before, Pipeline after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Whether a model is computed in the same way in both versions: its query, the queries and sources it reads, and the
     * time zone they run in.
     *
     * @param name the name of a model, in any case
     */
    public boolean sameModel(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        Boolean known = same.get(folded);
        if (known == null) {
            known = computeSame(folded);
            same.put(folded, known);
        }
        return known;
    }

    private boolean computeSame(String name) {
        Optional<Model> one = model(before, name);
        Optional<Model> other = model(after, name);
        if (one.isEmpty() || other.isEmpty() || !before.timeZone().equals(after.timeZone())) {
            return false;
        }
        Set<String> reads = new HashSet<>(folded(one.get().reads()));
        if (!one.get().fingerprint().equals(other.get().fingerprint())
                || !reads.equals(folded(other.get().reads()))
                || !outputNames(one.get()).equals(outputNames(other.get()))) {
            return false;
        }
        return reads.stream().allMatch(read -> sameSource(read) || sameModel(read));
    }

    /** Whether both versions have this source with the same columns in the same order. */
    private boolean sameSource(String name) {
        Optional<Source> one = before.source(name);
        Optional<Source> other = after.source(name);
        return one.isPresent()
                && other.isPresent()
                && one.get().columns().equals(other.get().columns());
    }

    /**
     * The models of a version that differ from the other version, among a model and all that it reads.
     *
     * @param version one of the two versions
     * @param name the name of a model of it
     */
    public List<Model> changed(Pipeline version, String name) {
        return model(version, name).stream()
                .flatMap(model -> version.closure(List.of(model)).stream())
                .filter(model -> !sameModel(model.name()))
                .toList();
    }

    private static List<String> outputNames(Model model) {
        return model.output().stream().map(Column::name).toList();
    }

    private static Optional<Model> model(Pipeline pipeline, String name) {
        return pipeline.models().stream()
                .filter(model -> model.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Set<String> folded(Set<String> names) {
        Set<String> folded = new HashSet<>();
        names.forEach(name -> folded.add(name.toLowerCase(Locale.ROOT)));
        return folded;
    }
}
