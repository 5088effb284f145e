package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.run.InputSearch;
import org.lakehousereplay.sql.EngineError;

/**
 * Searches an input on which an older version of a metric and the candidate differ.
 *
 * @param scene where inputs are replayed
 * @param outcome the metric in both versions
 */
record VersionSearch(WitnessScene scene, MetricOutcome outcome) {

    InputSearch search(SearchLimits limits) {
        for (Pipeline pipeline : List.of(outcome.older(), outcome.candidate())) {
            if (!pipeline.inProcess()) {
                return InputSearch.none("the pipeline runs on "
                        + pipeline.execution().engine() + ", and only pipelines of DuckDB are searched");
            }
        }
        if (!outcome.older().timeZone().equals(outcome.candidate().timeZone())) {
            return InputSearch.none("the versions run in different time zones");
        }
        SubsetVersion before = SubsetVersion.older(outcome.older(), outcome.before(), outcome.candidate());
        if (before.sources().stream()
                .anyMatch(source ->
                        !source.missing().isEmpty() || !source.converted().isEmpty())) {
            return InputSearch.none("the versions declare the sources differently");
        }
        SubsetVersion after = SubsetVersion.candidate(outcome.candidate(), outcome.after());
        WitnessSearch search = new WitnessSearch(scene, before, List.of(after));
        try {
            WitnessResult result = search.search(after, limits);
            search.close();
            return result.tried() == 0
                    ? InputSearch.none("no input could be made on which the baseline runs")
                    : new InputSearch(result.witness(), result.tried(), "");
        } catch (SQLException failed) {
            return InputSearch.none(
                    "the search failed: " + EngineError.of(failed).message());
        }
    }
}
