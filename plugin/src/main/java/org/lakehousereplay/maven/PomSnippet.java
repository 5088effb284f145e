package org.lakehousereplay.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lakehousereplay.baseline.JarBaseline;

/**
 * What a user copies into a POM so that the build runs {@code verify} and a release carries the pipelines that later
 * versions are compared with.
 *
 * @param version the version of the plugin
 * @param pipelines the directory of the pipelines, as the POM names it
 */
record PomSnippet(String version, String pipelines) {

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

    /** The resources of the jar, for the build section of a POM that is there. */
    List<String> resources() {
        // Naming any resource takes the default away, which is the first one.
        return List.of(
                "<resources>",
                "  <resource>",
                "    <directory>src/main/resources</directory>",
                "  </resource>",
                "  <resource>",
                "    <directory>" + pipelines + "</directory>",
                "    <targetPath>" + JarBaseline.DIRECTORY + "</targetPath>",
                "  </resource>",
                "</resources>");
    }

    /** A whole POM with the plugin. */
    List<String> pom() {
        List<String> lines = new ArrayList<>(List.of(
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">",
                "  <modelVersion>4.0.0</modelVersion>",
                "  <groupId>com.example</groupId>",
                "  <artifactId>metrics</artifactId>",
                "  <version>1.0.0-SNAPSHOT</version>",
                "  <packaging>jar</packaging>",
                "  <properties>",
                "    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>",
                "  </properties>",
                "  <build>"));
        indented(resources(), 4).forEach(lines::add);
        lines.add("    <plugins>");
        indented(plugin(), 6).forEach(lines::add);
        lines.addAll(List.of("    </plugins>", "  </build>", "</project>"));
        return List.copyOf(lines);
    }

    private static Stream<String> indented(List<String> lines, int spaces) {
        return lines.stream().map(line -> " ".repeat(spaces) + line);
    }
}
