package org.lakehousereplay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the house: data flows one way through the packages, and names say what a thing is. */
final class HouseRulesTest {

    private static final String ROOT = "org.lakehousereplay";

    private static final Set<String> EVERYTHING_BELOW_ENTRY_POINTS = Set.of(
            "diagnostic",
            "spi",
            "baseline",
            "reduce",
            "rows",
            "yaml",
            "sql",
            "pipeline",
            "fixture",
            "compare",
            "caliber",
            "mutation",
            "run",
            "engine",
            "report");

    /** The entry points share the values that describe a project, which live in {@code verify}. */
    private static final Set<String> ENTRY_POINTS = Set.of("verify", "record", "replay", "init");

    /** What each package below the root may import. A new package needs its own line, so that its place is a choice. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("diagnostic", Set.of()),
            Map.entry("spi", Set.of()),
            Map.entry("files", Set.of()),
            Map.entry("baseline", Set.of("diagnostic", "files")),
            Map.entry("reduce", Set.of()),
            Map.entry("rows", Set.of("diagnostic")),
            Map.entry("yaml", Set.of("diagnostic")),
            Map.entry("sql", Set.of("diagnostic", "yaml", "mutation")),
            Map.entry("pipeline", Set.of("diagnostic", "spi", "yaml", "sql")),
            Map.entry("fixture", Set.of("diagnostic", "spi", "yaml", "pipeline")),
            Map.entry("compare", Set.of("diagnostic", "yaml", "sql", "pipeline", "fixture")),
            Map.entry("caliber", Set.of("diagnostic", "yaml", "sql", "pipeline", "compare")),
            Map.entry("mutation", Set.of("diagnostic")),
            Map.entry(
                    "run",
                    Set.of("diagnostic", "yaml", "sql", "pipeline", "fixture", "compare", "caliber", "mutation")),
            Map.entry(
                    "engine",
                    Set.of(
                            "diagnostic",
                            "spi",
                            "files",
                            "reduce",
                            "rows",
                            "yaml",
                            "sql",
                            "pipeline",
                            "fixture",
                            "compare",
                            "caliber",
                            "mutation",
                            "run")),
            Map.entry("report", Set.of("diagnostic", "compare", "caliber", "mutation", "run")),
            Map.entry("verify", union(EVERYTHING_BELOW_ENTRY_POINTS, ENTRY_POINTS)),
            Map.entry("record", union(EVERYTHING_BELOW_ENTRY_POINTS, ENTRY_POINTS)),
            Map.entry("replay", union(EVERYTHING_BELOW_ENTRY_POINTS, ENTRY_POINTS)),
            Map.entry("init", union(EVERYTHING_BELOW_ENTRY_POINTS, ENTRY_POINTS)));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packages_import_only_what_lies_below_them() {
        List<String> violations = new ArrayList<>();
        for (JavaClass origin : CLASSES) {
            String from = layer(origin);
            Set<String> allowed = MAY_IMPORT.get(from);
            if (allowed == null) {
                violations.add(origin.getName() + " is in package '" + from + "', which has no line in MAY_IMPORT");
                continue;
            }
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !layer(target).equals(from)
                        && !allowed.contains(layer(target))) {
                    violations.add(dependency.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void core_knows_no_maven() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager)(\\$.*)?")
                .because("such a name says that the class is about many things")
                .check(CLASSES);
    }

    @Test
    void every_package_says_what_lives_in_it() throws IOException {
        Set<Path> withoutDescription = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .forEach(withoutDescription::add);
        }
        assertThat(withoutDescription).isEmpty();
    }

    /** The first package name below the root: {@code engine} for {@code org.lakehousereplay.engine.duckdb}. */
    private static String layer(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        String[] names = below.split("\\.", -1);
        return names.length > 1 ? names[1] : "";
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
