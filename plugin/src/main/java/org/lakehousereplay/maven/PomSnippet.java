package org.lakehousereplay.maven;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a user copies into a POM so that the build runs {@code verify}.
 *
 * @param version the version of the plugin
 */
record PomSnippet(String version) {

    static final String GROUP = "org.lakehousereplay";
    static final String ARTIFACT = "lakehouse-maven-plugin";

    /** The plugin, for the plugins of a POM that is there. */
    List<String> plugin() {
        return List.of(
                "<plugin>",
                "  <groupId>" + GROUP + "</groupId>",
                "  <artifactId>" + ARTIFACT + "</artifactId>",
                "  <version>" + version + "</version>",
                "  <executions>",
                "    <execution>",
                "      <goals>",
                "        <goal>verify</goal>",
                "      </goals>",
                "    </execution>",
                "  </executions>",
                "</plugin>");
    }

    /** A whole POM with the plugin. */
    List<String> pom() {
        Stream<String> head = Stream.of(
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">",
                "  <modelVersion>4.0.0</modelVersion>",
                "  <groupId>com.example</groupId>",
                "  <artifactId>metrics</artifactId>",
                "  <version>1.0.0-SNAPSHOT</version>",
                "  <packaging>pom</packaging>",
                "  <build>",
                "    <plugins>");
        Stream<String> body = plugin().stream().map(line -> "      " + line);
        Stream<String> foot = Stream.of("    </plugins>", "  </build>", "</project>");
        return Stream.of(head, body, foot).flatMap(lines -> lines).toList();
    }
}
