package org.lakehousereplay.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.spi.ReplayMode;

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
     * engine, mode and time zone they run in.
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
        if (one.isEmpty() || other.isEmpty() || !sameSurroundings()) {
            return false;
        }
        Set<String> reads = new HashSet<>(folded(one.get().reads()));
        if (!one.get().fingerprint().equals(other.get().fingerprint())
                || !reads.equals(folded(other.get().reads()))
                || !outputNames(one.get()).equals(outputNames(other.get()))) {
            return false;
        }
        return reads.stream().allMatch(read -> sameColumns(one.get(), other.get(), read) || sameModel(read));
    }

    private boolean sameSurroundings() {
        return before.timeZone().equals(after.timeZone())
                && before.execution().engine().equals(after.execution().engine())
                && mode(before).equals(mode(after));
    }

    private static Optional<ReplayMode> mode(Pipeline pipeline) {
        return pipeline.execution().external().flatMap(Execution.ByEngine::mode);
    }

    /** Whether the columns that a model reads of a source are the same in both versions, and in the same order. */
    private boolean sameColumns(Model one, Model other, String name) {
        Optional<Source> ofOne = before.source(name);
        Optional<Source> ofOther = after.source(name);
        return ofOne.isPresent()
                && ofOther.isPresent()
                && read(one, ofOne.get()).equals(read(other, ofOther.get()));
    }

    private static List<List<String>> read(Model model, Source source) {
        return source.columns().stream()
                .filter(column -> model.inputColumns().contains(new SourceColumn(source.name(), column.name())))
                .map(column -> List.of(column.name().toLowerCase(Locale.ROOT), column.type()))
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
