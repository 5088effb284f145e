package org.lakehousereplay.spi;

import java.util.List;

/** What there is where nothing beside the library is there. */
enum NoEngines implements Engines {
    INSTANCE;

    @Override
    public EngineSession engine(String name) throws EngineUnavailableException {
        throw new EngineUnavailableException("there is no engine " + name, "");
    }

    @Override
    public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
        throw new EngineUnavailableException("there is no table format " + name, "");
    }

    @Override
    public List<String> engineNames() {
        return List.of();
    }

    @Override
    public List<String> tableFormatNames() {
        return List.of();
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
