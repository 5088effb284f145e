CREATE TABLE events_per_user_10s (
    window_start TIMESTAMP(3),
    user_id STRING,
    events BIGINT,
    PRIMARY KEY (window_start, user_id) NOT ENFORCED
) WITH (
    'connector' = 'upsert-kafka',
    'topic' = 'metrics.events_per_user_10s',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'key.format' = 'json',
    'value.format' = 'json'
);

/* @metric
description: Events per user in ten-second windows
key: [window_start, user_id]
window: {column: window_start, size: 10 seconds}
checks: [events > 0]
laws: [idempotent, order-insensitive, {additive: [user_id]}]
*/
INSERT INTO events_per_user_10s
SELECT window_start, user_id, COUNT(DISTINCT event_id) AS events
FROM TABLE(TUMBLE(TABLE behavior, DESCRIPTOR(event_time), INTERVAL '10' SECONDS))
GROUP BY window_start, window_end, user_id;
