package org.lakehousereplay.report;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** A run as the test reports that CI servers and IDEs read, in the layout of Surefire: one suite for each pipeline. */
final class JUnitXml {

    /** Stands in the first lines of each file, so that a later run knows which files it may remove. */
    static final String MARKER = "<!-- written by Lakehouse Replay -->";

    private static final String PREFIX = "TEST-lakehouse";
    private static final String SUFFIX = ".xml";
    private static final String SUITE = "lakehouse";
    private static final int NAME_LENGTH = 100;
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0," + (NAME_LENGTH - 1) + "}");
    private static final Pattern UNSAFE_CHARACTER = Pattern.compile("[^A-Za-z0-9_.-]");
    // The provider on the class path may be another one, with other line ends and quotes.
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private JUnitXml() {}

    /** The files of a run, by pipeline; problems of the project as a whole come first, in a suite of their own. */
    static List<RenderedFile> render(RunReport report) {
        List<RenderedFile> files = new ArrayList<>();
        if (!report.problems().isEmpty()) {
            TestCase project = TestCase.error(
                    "project", Duration.ZERO, report.problems().get(0).code().name(), ProblemMessage.of(report));
            files.add(new RenderedFile(PREFIX + SUFFIX, suite(SUITE, List.of(project))));
        }
        for (PipelineResult pipeline : report.pipelines()) {
            List<TestCase> cases = cases(report.baseDirectory(), pipeline);
            if (!cases.isEmpty()) {
                String name = SUITE + "." + VisibleText.ofName(pipeline.name());
                files.add(new RenderedFile(fileName(pipeline.name()), suite(name, cases)));
            }
        }
        return files;
    }

    /** The name of the file of a pipeline: ASCII, and different for different pipelines. */
    static String fileName(String pipeline) {
        if (SAFE_NAME.matcher(pipeline).matches()) {
            return PREFIX + "." + pipeline + SUFFIX;
        }
        String readable = UNSAFE_CHARACTER.matcher(pipeline).replaceAll("_");
        // No safe name holds a tilde, so this one cannot be the name of another pipeline.
        return PREFIX + "." + readable.substring(0, Math.min(readable.length(), NAME_LENGTH)) + "~" + digest(pipeline)
                + SUFFIX;
    }

    /** Whether a file could be one of ours; whether it is, its {@link #MARKER} tells. */
    static boolean hasOurName(String fileName) {
        return fileName.equals(PREFIX + SUFFIX) || fileName.startsWith(PREFIX + ".") && fileName.endsWith(SUFFIX);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static List<TestCase> cases(Path baseDirectory, PipelineResult pipeline) {
        List<TestCase> cases = new ArrayList<>();
        if (!pipeline.problems().isEmpty()) {
            cases.add(TestCase.error(
                    "pipeline",
                    Duration.ZERO,
                    pipeline.problems().get(0).code().name(),
                    ProblemMessage.of(baseDirectory, pipeline)));
        }
        for (FixtureResult fixture : pipeline.fixtures()) {
            int parts = fixture.metrics().size() + (fixture.problems().isEmpty() ? 0 : 1);
            // Metrics of a fixture share tables, so their times cannot be told apart; the sum must be right.
            Duration share = parts == 0 ? Duration.ZERO : fixture.duration().dividedBy(parts);
            if (!fixture.problems().isEmpty()) {
                cases.add(TestCase.error(
                        "fixture [" + VisibleText.ofName(fixture.name()) + "]",
                        share,
                        fixture.problems().get(0).code().name(),
                        ProblemMessage.of(baseDirectory, fixture)));
            }
            for (MetricResult metric : fixture.metrics()) {
                cases.add(metricCase(baseDirectory, fixture, metric, share));
            }
        }
        return cases;
    }

    private static TestCase metricCase(Path baseDirectory, FixtureResult fixture, MetricResult metric, Duration share) {
        String name = VisibleText.ofName(metric.metric()) + " [" + VisibleText.ofName(fixture.name()) + "]";
        ShownPaths paths = new ShownPaths(baseDirectory);
        List<String> files = new ArrayList<>();
        metric.expectedFile().ifPresent(file -> files.add("expected: " + VisibleText.ofSentence(paths.show(file))));
        files.add("model:    " + VisibleText.ofSentence(paths.show(metric.modelFile())));
        Optional<Outcome> outcome =
                switch (metric.status()) {
                    case PASSED -> Optional.empty();
                    case NOT_ASSERTED ->
                        Optional.of(new Outcome("skipped", "the fixture expects nothing of this metric", "", ""));
                    case FAILED ->
                        Optional.of(Outcome.of(
                                "failure",
                                metric.findings().get(0).getClass().getSimpleName(),
                                FailureMessage.of(baseDirectory, fixture, metric)));
                    case ERROR ->
                        Optional.of(Outcome.of(
                                "error",
                                metric.problems().get(0).code().name(),
                                ProblemMessage.of(baseDirectory, fixture, metric)));
                };
        return new TestCase(name, share, metric.status(), outcome, files);
    }

    private static String suite(String name, List<TestCase> cases) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            // The writer's own declaration leaves out the line end.
            xml.writeProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
            xml.writeCharacters("\n");
            xml.writeComment(MARKER.substring(4, MARKER.length() - 3));
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", name);
            xml.writeAttribute(
                    "time", seconds(cases.stream().map(TestCase::duration).reduce(Duration.ZERO, Duration::plus)));
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            xml.writeAttribute("errors", count(cases, Status.ERROR));
            xml.writeAttribute("skipped", count(cases, Status.NOT_ASSERTED));
            xml.writeAttribute("failures", count(cases, Status.FAILED));
            xml.writeCharacters("\n");
            for (TestCase testCase : cases) {
                write(xml, name, testCase);
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, String suite, TestCase testCase) throws XMLStreamException {
        xml.writeCharacters("  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", valid(testCase.name()));
        xml.writeAttribute("classname", valid(suite));
        xml.writeAttribute("time", seconds(testCase.duration()));
        xml.writeCharacters("\n");
        if (testCase.outcome().isPresent()) {
            Outcome outcome = testCase.outcome().get();
            xml.writeCharacters("    ");
            xml.writeStartElement(outcome.element());
            xml.writeAttribute("message", valid(outcome.message()));
            if (!outcome.type().isEmpty()) {
                xml.writeAttribute("type", outcome.type());
            }
            xml.writeCharacters(valid(outcome.text()));
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
        if (!testCase.output().isEmpty()) {
            xml.writeCharacters("    ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(valid(String.join("\n", testCase.output())));
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
        xml.writeCharacters("  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static String count(List<TestCase> cases, Status status) {
        return Long.toString(
                cases.stream().filter(testCase -> testCase.status() == status).count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
    }

    /** Replaces the characters that XML 1.0 cannot hold in any form. */
    private static String valid(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> isValid(codePoint) ? codePoint : 0xFFFD)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isValid(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint >= 0x20 && codePoint <= 0xD7FF
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000;
    }

    /**
     * One test.
     *
     * @param name its name
     * @param duration how long it took
     * @param status how it came out
     * @param outcome the element that tells so; none when it passed
     * @param output the lines of {@code system-out}
     */
    private record TestCase(
            String name, Duration duration, Status status, Optional<Outcome> outcome, List<String> output) {

        static TestCase error(String name, Duration duration, String type, Message message) {
            return new TestCase(
                    name, duration, Status.ERROR, Optional.of(Outcome.of("error", type, message)), List.of());
        }
    }

    /**
     * What a test tells besides its name.
     *
     * @param element the name of the XML element
     * @param message one line
     * @param type what kind of failure or error; empty for none
     * @param text all lines
     */
    private record Outcome(String element, String message, String type, String text) {

        static Outcome of(String element, String type, Message message) {
            return new Outcome(element, message.headline(), type, message.text());
        }
    }
}
