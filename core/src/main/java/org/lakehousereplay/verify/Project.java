package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.spi.Engines;

/**
 * Where a project keeps its files. Public API: built by front ends. All paths are absolute.
 *
 * @param baseDirectory the project directory, against which paths are shown
 * @param pipelineDirectory the pipelines, one directory each
 * @param fixtureDirectory the fixtures, one directory for each pipeline
 * @param outputDirectory where {@code report.json}, {@code replay.duckdb} and the summary are written
 * @param junitDirectory where JUnit XML is written
 * @param externalInputDirectories the directories below which {@code fixture.yaml} may name inputs that lie outside
 *     the fixture
 * @param engines the engines and table formats that pipelines and fixtures may ask for beside DuckDB; whoever hands them
 *     in closes them
 */
public record Project(
        Path baseDirectory,
        Path pipelineDirectory,
        Path fixtureDirectory,
        Path outputDirectory,
        Path junitDirectory,
        List<Path> externalInputDirectories,
        Engines engines) {

    public Project {
        externalInputDirectories = List.copyOf(externalInputDirectories);
    }

    /** A project that needs nothing beside DuckDB. */
    public Project(
            Path baseDirectory,
            Path pipelineDirectory,
            Path fixtureDirectory,
            Path outputDirectory,
            Path junitDirectory,
            List<Path> externalInputDirectories) {
        this(
                baseDirectory,
                pipelineDirectory,
                fixtureDirectory,
                outputDirectory,
                junitDirectory,
                externalInputDirectories,
                Engines.none());
    }

    /** The same project with engines and table formats beside DuckDB. */
    public Project withEngines(Engines available) {
        return new Project(
                baseDirectory,
                pipelineDirectory,
                fixtureDirectory,
                outputDirectory,
                junitDirectory,
                externalInputDirectories,
                available);
    }
}
