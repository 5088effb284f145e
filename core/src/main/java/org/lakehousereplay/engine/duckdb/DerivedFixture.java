package org.lakehousereplay.engine.duckdb;

/**
 * A fixture with the rows of another one, delivered in another way. It has a number and outputs as any other, and is no
 * fixture of the user.
 *
 * @param original the fixture whose rows it has
 * @param delivery how they came in
 * @param state the fixture
 */
record DerivedFixture(FixtureState original, Delivery delivery, FixtureState state) {

    int number() {
        return state.number();
    }
}
