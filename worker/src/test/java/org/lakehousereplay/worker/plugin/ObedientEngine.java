package org.lakehousereplay.worker.plugin;

import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.ReplayEngine;

/** An engine that does what the text of a script says. */
public final class ObedientEngine implements ReplayEngine {

    @Override
    public String name() {
        return "obedient";
    }

    @Override
    public EngineSession open(EngineSettings settings) {
        if (settings.configuration().containsKey("refuse")) {
            throw new IllegalArgumentException(
                    "the setting refuse is " + settings.configuration().get("refuse"));
        }
        return new ObedientSession(settings);
    }
}
