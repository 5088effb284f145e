package org.lakehousereplay.flink.connector;

import java.util.List;
import org.apache.flink.table.data.RowData;

/** Reads a topic. */
final class TopicFeed implements Feed {

    private final Topic topic;
    private final RowProjection projection;
    private int next;

    TopicFeed(Topic topic, RowProjection projection) {
        this.topic = topic;
        this.projection = projection;
    }

    @Override
    public boolean emit(int increment, Rows rows) throws InterruptedException {
        List<RowData> fresh = topic.from(next);
        next += fresh.size();
        for (RowData row : fresh) {
            rows.take(projection.apply(row), 0);
        }
        return !fresh.isEmpty();
    }
}
