package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.spi.EngineUnavailableException;

/**
 * Where the classes of engines and table formats are. For those who start a worker. Asked at most once for each name, and
 * only for what is wanted.
 */
public interface PlugInSource {

    /**
     * The class path of an engine, with everything it depends on.
     *
     * @throws EngineUnavailableException when there is no such engine, or its artifacts cannot be had
     */
    List<Path> engine(String name) throws EngineUnavailableException;

    /**
     * The class path of a table format, with everything it depends on.
     *
     * @throws EngineUnavailableException when there is no such format, or its artifacts cannot be had
     */
    List<Path> tableFormat(String name) throws EngineUnavailableException;

    /** Settings of an engine, by its own names. */
    Map<String, String> configuration(String engine);

    /** The names of the engines that can be asked for. */
    List<String> engineNames();

    /** The names of the table formats that can be asked for. */
    List<String> tableFormatNames();
}
