package org.lakehousereplay.report;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A file of test reports in the layout of Surefire.
 *
 * @param name the name of the suite, fit to be shown
 * @param cases its tests
 */
record TestSuite(String name, List<TestCase> cases) {

    /** Stands in the first lines of each file, so that a later run knows which files it may remove. */
    static final String MARKER = "<!-- written by Lakehouse Replay -->";

    // The provider on the class path may be another one, with other line ends and quotes.
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    TestSuite {
        cases = List.copyOf(cases);
    }

    /** The whole file. */
    String xml() {
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
            xml.writeAttribute("errors", count(TestCase.Kind.ERROR));
            xml.writeAttribute("skipped", count(TestCase.Kind.SKIPPED));
            xml.writeAttribute("failures", count(TestCase.Kind.FAILURE));
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
            TestCase.Outcome outcome = testCase.outcome().get();
            xml.writeCharacters("    ");
            xml.writeStartElement(outcome.kind().element());
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

    private String count(TestCase.Kind kind) {
        return Long.toString(
                cases.stream().filter(testCase -> testCase.is(kind)).count());
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
}
