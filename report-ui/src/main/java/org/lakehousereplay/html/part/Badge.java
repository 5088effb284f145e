package org.lakehousereplay.html.part;

import org.lakehousereplay.html.text.Texts;

/**
 * A state as it is shown: a sign and its meaning in words.
 *
 * @param state decides on the colour
 * @param rank its place when the worst come first
 * @param text what it means
 * @param glyph the sign
 */
public record Badge(String state, int rank, String glyph, String text) {

    /** Of a metric as a whole. */
    public static Badge of(MetricState state, Texts texts) {
        return new Badge(state.id(), state.rank(), state.glyph(), texts.get("state." + state.id()));
    }

    /** Against what is expected. */
    public static Badge ofExpectation(String status, Texts texts) {
        return ofExpectation(MetricState.ofExpectation(status), texts);
    }

    /** Against what is expected. */
    public static Badge ofExpectation(MetricState state, Texts texts) {
        return new Badge(state.id(), state.rank(), state.glyph(), texts.get("expectation." + state.id()));
    }

    /** Of a status of a comparison; a tolerated change is not the same as none. */
    public static Badge ofComparison(String status, Texts texts) {
        MetricState state = MetricState.ofComparison(status);
        String glyph = status.equals("TOLERATED") ? "≈" : state.glyph();
        return new Badge(
                state.id(),
                state.rank(),
                glyph,
                texts.find("comparison." + status).orElseGet(() -> texts.get("state.error")));
    }

    /** Of a check that a metric declares. */
    public static Badge ofCheck(String status, Texts texts) {
        MetricState state = MetricState.ofExpectation(status);
        return new Badge(state.id(), state.rank(), state.glyph(), texts.get("check." + state.id()));
    }

    /** Of what became of a change. */
    public static Badge ofStanding(String standing, Texts texts) {
        return ofComparison(standing, texts);
    }
}
