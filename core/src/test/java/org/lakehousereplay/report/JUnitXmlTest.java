package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.run.RunReport;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitXmlTest {

    /** What Surefire's schema asks of the elements that are used here, in its order. */
    private static final String RULES = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:simpleType name="seconds">
                <xs:restriction base="xs:string"><xs:pattern value="[0-9]+[.][0-9]{3}"/></xs:restriction>
              </xs:simpleType>
              <xs:complexType name="told">
                <xs:simpleContent>
                  <xs:extension base="xs:string">
                    <xs:attribute name="message" type="xs:string"/>
                    <xs:attribute name="type" type="xs:string" use="required"/>
                  </xs:extension>
                </xs:simpleContent>
              </xs:complexType>
              <xs:complexType name="skipped">
                <xs:simpleContent>
                  <xs:extension base="xs:string"><xs:attribute name="message" type="xs:string"/></xs:extension>
                </xs:simpleContent>
              </xs:complexType>
              <xs:complexType name="testcase">
                <xs:sequence>
                  <xs:element name="failure" type="told" minOccurs="0"/>
                  <xs:element name="skipped" type="skipped" minOccurs="0"/>
                  <xs:element name="error" type="told" minOccurs="0"/>
                  <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                </xs:sequence>
                <xs:attribute name="name" type="xs:string" use="required"/>
                <xs:attribute name="classname" type="xs:string"/>
                <xs:attribute name="time" type="seconds" use="required"/>
              </xs:complexType>
              <xs:element name="testsuite">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="testcase" type="testcase" minOccurs="0" maxOccurs="unbounded"/>
                  </xs:sequence>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="time" type="seconds" use="required"/>
                  <xs:attribute name="tests" type="xs:int" use="required"/>
                  <xs:attribute name="errors" type="xs:int" use="required"/>
                  <xs:attribute name="skipped" type="xs:int" use="required"/>
                  <xs:attribute name="failures" type="xs:int" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """;

    @Test
    void everySuiteKeepsTheRulesOfSurefire() throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(RULES)));

        for (RunReport report : List.of(
                SampleReports.everything(),
                SampleReports.hostile(),
                SampleReports.large(),
                SampleComparisons.everything(),
                SampleComparisons.firstRelease(),
                SampleComparisons.hostile())) {
            for (RenderedFile file : JUnitXml.render(report)) {
                schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(file.bytes())));
            }
        }
    }

    @Test
    void eachPipelineIsASuiteAndEachMetricOnAFixtureATest() throws Exception {
        List<RenderedFile> files = JUnitXml.render(SampleReports.everything());

        assertThat(files)
                .extracting(RenderedFile::name)
                .containsExactly(
                        "TEST-lakehouse.xml", "TEST-lakehouse.broken.xml", "TEST-lakehouse.weekend-coupon.xml");
        Element suite = parse(files.get(2)).getDocumentElement();
        assertThat(suite.getAttribute("name")).isEqualTo("lakehouse.weekend-coupon");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("0.024");
        assertThat(testNames(suite))
                .containsExactly(
                        "fixture [late]",
                        "gmv_10min [lunch-peak]",
                        "buyers [lunch-peak]",
                        "arpu [lunch-peak]",
                        "views [lunch-peak]");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .startsWith("gmv_10min [weekend-coupon/lunch-peak]: 2 cells in 1 of 6 rows differ");
        assertThat(failure.getTextContent()).contains("    2024-05-18T12:00:00  app      gmv           100.00  109.00");
    }

    @Test
    void aProblemOfTheProjectOrOfAPipelineIsAnError() throws Exception {
        List<RenderedFile> files = JUnitXml.render(SampleReports.everything());

        Element project =
                (Element) parse(files.get(0)).getElementsByTagName("error").item(0);
        Element pipeline =
                (Element) parse(files.get(1)).getElementsByTagName("error").item(0);
        assertThat(project.getAttribute("type")).isEqualTo("SELECTION_EMPTY");
        assertThat(pipeline.getAttribute("message")).isEqualTo("pipeline broken: sources.sql is missing");
    }

    @Test
    void aPipelineThatTellsNothingHasNoSuite() {
        assertThat(JUnitXml.render(SampleReports.run(SampleReports.pipeline("idle"))))
                .isEmpty();
    }

    private static Document parse(RenderedFile file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file.bytes()));
    }

    private static List<String> testNames(Element suite) {
        List<String> names = new ArrayList<>();
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int index = 0; index < cases.getLength(); index++) {
            names.add(((Element) cases.item(index)).getAttribute("name"));
        }
        return names;
    }
}
