package org.lakehousereplay.spi;

import java.util.List;

/**
 * Where engines and table formats come from. For those who start a replay: the Maven plugin resolves artifacts and
 * starts a worker process; a test may offer an engine of its own process.
 *
 * <p>Nothing is resolved or started before it is asked for, and everything is kept until this is closed.
 */
public interface Engines extends AutoCloseable {

    /**
     * The running engine of a name.
     *
     * @throws EngineUnavailableException when there is none, or it does not start
     */
    EngineSession engine(String name) throws EngineUnavailableException;

    /**
     * The table format of a name.
     *
     * @throws EngineUnavailableException when there is none, or it does not start
     */
    LakeTableFormat tableFormat(String name) throws EngineUnavailableException;

    /** The names of engines that can be asked for, for messages and checks. */
    List<String> engineNames();

    /** The names of table formats that can be asked for. */
    List<String> tableFormatNames();

    @Override
    void close();

    /** No engine and no table format. */
    static Engines none() {
        return NoEngines.INSTANCE;
    }
}
