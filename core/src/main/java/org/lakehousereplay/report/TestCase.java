package org.lakehousereplay.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A test of a {@link TestSuite}.
 *
 * @param name its name
 * @param duration how long it took
 * @param outcome what it tells besides its name; empty when it passed
 * @param output the lines of {@code system-out}
 */
record TestCase(String name, Duration duration, Optional<Outcome> outcome, List<String> output) {

    TestCase {
        output = List.copyOf(output);
    }

    static TestCase passed(String name, List<String> output) {
        return new TestCase(name, Duration.ZERO, Optional.empty(), output);
    }

    static TestCase skipped(String name, String message, List<String> output) {
        return new TestCase(name, Duration.ZERO, Optional.of(Outcome.skipped(message)), output);
    }

    static TestCase failed(String name, String type, Message message) {
        return new TestCase(name, Duration.ZERO, Optional.of(Outcome.of(Kind.FAILURE, type, message)), List.of());
    }

    static TestCase error(String name, Duration duration, String type, Message message) {
        return new TestCase(name, duration, Optional.of(Outcome.of(Kind.ERROR, type, message)), List.of());
    }

    /** Whether it came out so. */
    boolean is(Kind kind) {
        return outcome.filter(told -> told.kind() == kind).isPresent();
    }

    /** How a test that did not pass came out. */
    enum Kind {
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        /** The name of the XML element. */
        String element() {
            return element;
        }
    }

    /**
     * What a test tells besides its name.
     *
     * @param kind how it came out
     * @param message one line
     * @param type what kind of failure or error; empty for none
     * @param text all lines
     */
    record Outcome(Kind kind, String message, String type, String text) {

        static Outcome of(Kind kind, String type, Message message) {
            return new Outcome(kind, message.headline(), type, message.text());
        }

        static Outcome skipped(String message) {
            return new Outcome(Kind.SKIPPED, message, "", "");
        }
    }
}
