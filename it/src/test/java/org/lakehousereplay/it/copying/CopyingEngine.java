package org.lakehousereplay.it.copying;

import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.ReplayEngine;

/** An engine that knows one table and copies its rows. */
public final class CopyingEngine implements ReplayEngine {

    @Override
    public String name() {
        return "copying";
    }

    @Override
    public EngineSession open(EngineSettings settings) {
        System.out.println("the copying engine starts");
        return new CopyingSession(settings);
    }
}
