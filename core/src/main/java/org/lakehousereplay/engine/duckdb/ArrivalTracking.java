package org.lakehousereplay.engine.duckdb;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.spi.RowKinds;

/**
 * Decides for which sources it is kept in which order and how rows arrived. Most pipelines look only at what is there in
 * the end, and pay nothing for it.
 */
final class ArrivalTracking {

    private ArrivalTracking() {}

    /**
     * The sources of a pipeline, by declared name.
     *
     * @param pipeline the pipeline
     * @param fixtures fixtures of any pipeline
     */
    static Set<String> of(Pipeline pipeline, Collection<Fixture> fixtures) {
        Set<String> tracked = new LinkedHashSet<>();
        boolean elsewhere = pipeline.counterparts().stream()
                .anyMatch(other -> other.pipeline().execution().external().isPresent());
        boolean declared = fixtures.stream()
                .filter(fixture -> fixture.pipeline().equals(pipeline.name()))
                .anyMatch(fixture -> fixture.settings().arrivals().declared()
                        || (elsewhere && fixture.inputs().stream().anyMatch(InputFile::folder)));
        for (Source source : pipeline.sources()) {
            if (declared || source.changes().byEngine() || source.changes().kinds() != RowKinds.INSERT_ONLY) {
                tracked.add(source.name());
            }
        }
        for (Fixture fixture : fixtures) {
            if (fixture.pipeline().equals(pipeline.name())) {
                fixture.inputs().stream()
                        .filter(InputFile::changeEvents)
                        .map(InputFile::source)
                        .forEach(tracked::add);
            }
        }
        return tracked;
    }
}
