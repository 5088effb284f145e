package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Connections by time zone. All are made before the database is locked, because a session's zone cannot be set after
 * that.
 */
final class ConnectionPool {

    private final Map<ZoneId, BlockingQueue<Connection>> idle = new HashMap<>();

    ConnectionPool(DuckDbDatabase database, Collection<ZoneId> zones, int perZone) throws SQLException {
        for (ZoneId zone : zones) {
            BlockingQueue<Connection> queue = new LinkedBlockingQueue<>();
            for (int count = 0; count < perZone; count++) {
                queue.add(database.connect(zone));
            }
            idle.put(zone, queue);
        }
    }

    /** Runs work on a connection of a zone, waiting for one if need be. */
    <T> T with(ZoneId zone, Work<T> work) throws SQLException, InterruptedException {
        BlockingQueue<Connection> queue = idle.get(zone);
        Connection connection = queue.take();
        try {
            return work.run(connection);
        } finally {
            queue.add(connection);
        }
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException, InterruptedException;
    }
}
