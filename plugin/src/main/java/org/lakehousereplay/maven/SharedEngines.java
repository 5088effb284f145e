package org.lakehousereplay.maven;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.SessionData;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;

/**
 * The engines of a build, which all of its goals and modules share, because an engine takes seconds to start. Maven tells
 * a plugin when a goal ends, but not when a build does, so they are closed a while after the last goal that had them; at
 * the latest they end with Maven.
 */
final class SharedEngines {

    private static final long IDLE_SECONDS = 60;

    private final Map<Object, Shared> byKey = new HashMap<>();
    private final Executor later;

    SharedEngines() {
        this(CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS));
    }

    /**
     * @param later runs what is due a while after the last goal
     */
    SharedEngines(Executor later) {
        this.later = later;
    }

    /** Those of a build. */
    static SharedEngines of(RepositorySystemSession session) {
        SessionData data = session.getData();
        synchronized (data) {
            SharedEngines known = (SharedEngines) data.get(SharedEngines.class);
            if (known == null) {
                known = new SharedEngines();
                data.set(SharedEngines.class, known);
            }
            return known;
        }
    }

    /**
     * Engines for one goal, which gives them back by closing them.
     *
     * @param key everything that makes them what they are
     * @param making makes them, if nobody has yet
     */
    synchronized Engines borrow(Object key, Supplier<Engines> making) {
        Shared shared = byKey.computeIfAbsent(key, absent -> new Shared(making.get()));
        shared.borrowers++;
        shared.turn++;
        return new Borrowed(shared.engines, () -> giveBack(key, shared));
    }

    private synchronized void giveBack(Object key, Shared shared) {
        shared.borrowers--;
        if (shared.borrowers == 0) {
            long turn = shared.turn;
            later.execute(() -> closeIfIdle(key, shared, turn));
        }
    }

    private synchronized void closeIfIdle(Object key, Shared shared, long turn) {
        if (shared.turn == turn && shared.borrowers == 0) {
            byKey.remove(key);
            shared.engines.close();
        }
    }

    private static final class Shared {

        private final Engines engines;
        private int borrowers;
        private long turn;

        private Shared(Engines engines) {
            this.engines = engines;
        }
    }

    private static final class Borrowed implements Engines {

        private final Engines engines;
        private final Runnable givingBack;
        private boolean closed;

        private Borrowed(Engines engines, Runnable givingBack) {
            this.engines = engines;
            this.givingBack = givingBack;
        }

        @Override
        public EngineSession engine(String name) throws EngineUnavailableException {
            return engines.engine(name);
        }

        @Override
        public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
            return engines.tableFormat(name);
        }

        @Override
        public List<String> engineNames() {
            return engines.engineNames();
        }

        @Override
        public List<String> tableFormatNames() {
            return engines.tableFormatNames();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                givingBack.run();
            }
        }
    }
}
