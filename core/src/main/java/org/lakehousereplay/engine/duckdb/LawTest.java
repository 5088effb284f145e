package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.ReplayLaw;

/**
 * How a law is tested on a fixture.
 *
 * @param fixture the fixture
 * @param metric a metric that has an output
 * @param law the law
 * @param trials what is held against each other; the law holds when nothing differs in any of them
 * @param vacuous why it says little or nothing on this fixture; empty when it does say something
 * @param problem why it cannot be tested
 */
record LawTest(
        FixtureState fixture,
        Model metric,
        ReplayLaw law,
        List<Trial> trials,
        Optional<String> vacuous,
        Optional<Problem> problem) {

    LawTest {
        trials = List.copyOf(trials);
    }

    /**
     * Outputs that are held against each other.
     *
     * @param delivery how the rows came in for the other output
     * @param form what of the outputs is compared
     * @param before what the output of the fixture is called
     * @param after what the other output is called
     */
    record Trial(Delivery delivery, LawForm form, String before, String after) {}
}
