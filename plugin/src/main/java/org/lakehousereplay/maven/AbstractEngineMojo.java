package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.worker.WorkerEngines;
import org.lakehousereplay.worker.WorkerSettings;

/** The parameters of the goals that may need another engine than DuckDB, or tables of a lake. Not an API. */
abstract class AbstractEngineMojo extends AbstractReplayMojo {

    /**
     * The heap of the process in which other engines than DuckDB run, such as {@code 2g}. The process is started only
     * when a pipeline or a fixture asks for one.
     */
    @Parameter(property = "lakehouse.engineMemory", defaultValue = WorkerSettings.DEFAULT_MEMORY)
    private String engineMemory = WorkerSettings.DEFAULT_MEMORY;

    /** Further arguments of the Java that runs the engines, separated by blanks. They win over those it has anyway. */
    @Parameter(property = "lakehouse.engineArguments")
    private String engineArguments = "";

    /**
     * The artifacts of engines, as {@code group:artifact:version} by the name that {@code pipeline.yaml} uses; for one
     * engine {@code -Dlakehouse.engine.NAME} does the same. The engine {@code flink} is known without that.
     */
    @Parameter
    private Map<String, String> engines = Map.of();

    /**
     * The artifacts of table formats, as {@code group:artifact:version} by the name that {@code fixture.yaml} uses; for
     * one format {@code -Dlakehouse.tableFormat.NAME} does the same. {@code paimon}, {@code delta} and {@code iceberg}
     * are known without that.
     */
    @Parameter
    private Map<String, String> tableFormats = Map.of();

    /**
     * What an engine or a table format needs beside its own artifact, such as connectors or user-defined functions:
     * artifacts as {@code group:artifact:version}, jars or directories of classes, separated by commas, by the name of
     * the engine; for one engine {@code -Dlakehouse.engineDependencies.NAME} does the same.
     */
    @Parameter
    private Map<String, String> engineDependencies = Map.of();

    /** Settings of an engine, in the lines of a properties file, by the name of the engine. */
    @Parameter
    private Map<String, String> engineConfiguration = Map.of();

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private String pluginVersion = "";

    @Parameter(defaultValue = "${project.properties}", readonly = true)
    private Properties projectProperties = new Properties();

    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
    private RepositorySystemSession repositorySession;

    @Parameter(defaultValue = "${project.remoteProjectRepositories}", readonly = true, required = true)
    private List<RemoteRepository> projectRepositories = List.of();

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true, required = true)
    private List<RemoteRepository> pluginRepositories = List.of();

    @Inject
    private RepositorySystem repositorySystem;

    private Engines opened = Engines.none();

    /** The engines and table formats that pipelines and fixtures may ask for. Costs nothing until they do. */
    final Engines engines() throws MojoExecutionException {
        EngineProperties properties = EngineProperties.of(projectProperties, repositorySession.getUserProperties());
        EngineCatalog catalog = new EngineCatalog(
                pluginVersion,
                properties.with("lakehouse.engine.", engines),
                properties.with("lakehouse.tableFormat.", tableFormats),
                properties.with("lakehouse.engineDependencies.", engineDependencies));
        EngineArtifacts artifacts = new EngineArtifacts(
                repositorySystem,
                repositorySession,
                EngineArtifacts.both(projectRepositories, pluginRepositories),
                baseDirectory());
        PluginEngines ofPlugin = PluginEngines.of(getClass().getClassLoader(), getLog());
        EngineConfiguration configuration = new EngineConfiguration(engineConfiguration);
        WorkerSettings settings = workerSettings();
        // Modules that agree in all of this share a process, whose log is that of the first.
        List<Object> key = List.of(
                settings.memory(),
                settings.arguments(),
                settings.threads(),
                catalog,
                artifacts.origin(),
                ofPlugin,
                configuration);
        opened = SharedEngines.of(repositorySession)
                .borrow(
                        key,
                        () -> new WorkerEngines(
                                settings, new EngineResolution(catalog, artifacts, ofPlugin, configuration)));
        return opened;
    }

    private WorkerSettings workerSettings() throws MojoExecutionException {
        Path directory = outputDirectory();
        return WorkerSettings.of(directory.resolve("worker"), directory.resolve("worker.log"))
                .withMemory(HeapSize.parse(engineMemory))
                .withArguments(withoutBlanks(List.of(engineArguments.split("\\s+"))))
                .withThreads(limits().threads())
                .withAdvice(
                        "Raise lakehouse.engineMemory, such as -Dlakehouse.engineMemory=2g",
                        "Raise lakehouse.timeout if it needs more time");
    }

    /** Maven's resolver. */
    final RepositorySystem repositorySystem() {
        return repositorySystem;
    }

    /** The session of the build. */
    final RepositorySystemSession repositorySession() {
        return repositorySession;
    }

    /** The repositories of the project. */
    final List<RemoteRepository> projectRepositories() {
        return projectRepositories;
    }

    @Override
    final void close() {
        opened.close();
    }
}
