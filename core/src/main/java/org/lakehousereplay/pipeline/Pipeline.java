package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of sources and models that run together on one engine. Valid by construction: a pipeline with a
 * problem is never built.
 *
 * @param name the name of the directory
 * @param directory the directory
 * @param timeZone the zone in which its SQL runs and in which local times of its fixtures are read
 * @param sources the raw tables
 * @param models the models, each behind those it reads
 * @param execution what executes it
 * @param counterparts the same pipeline on further engines or in further modes
 */
public record Pipeline(
        String name,
        Path directory,
        ZoneId timeZone,
        List<Source> sources,
        List<Model> models,
        Execution execution,
        List<Counterpart> counterparts) {

    public Pipeline {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        counterparts = List.copyOf(counterparts);
    }

    /** Whether DuckDB runs its models in this process, so that their SQL can be looked into. */
    public boolean inProcess() {
        return execution.external().isEmpty();
    }

    Pipeline withCounterparts(List<Counterpart> others) {
        return new Pipeline(name, directory, timeZone, sources, models, execution, others);
    }

    /** The models whose output is asserted, in dependency order. */
    public List<Model> metrics() {
        return models.stream().filter(Model::isMetric).toList();
    }

    /** Models and all models that they are computed from, in dependency order. */
    public List<Model> closure(Collection<Model> of) {
        Set<String> needed = new HashSet<>();
        of.forEach(model -> needed.add(fold(model.name())));
        List<Model> closure = new ArrayList<>(models);
        for (int index = models.size() - 1; index >= 0; index--) {
            Model model = models.get(index);
            if (needed.contains(fold(model.name()))) {
                model.reads().forEach(read -> needed.add(fold(read)));
            } else {
                closure.remove(index);
            }
        }
        return List.copyOf(closure);
    }

    private static String fold(String modelName) {
        return modelName.toLowerCase(Locale.ROOT);
    }

    /** The source of this name, compared without regard to case. */
    public Optional<Source> source(String sourceName) {
        return sources.stream()
                .filter(source -> source.name().equalsIgnoreCase(sourceName))
                .findFirst();
    }

    /** The metric of this name, compared without regard to case. */
    public Optional<Model> metric(String metricName) {
        return models.stream()
                .filter(Model::isMetric)
                .filter(model -> model.name().equalsIgnoreCase(metricName))
                .findFirst();
    }
}
