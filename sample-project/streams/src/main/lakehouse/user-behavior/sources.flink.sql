-- Delivered at least once and in any order: the topic as the stream job reads it.
CREATE TABLE behavior (
    event_id STRING NOT NULL,
    user_id STRING NOT NULL,
    event STRING NOT NULL,
    product_id STRING,
    event_time TIMESTAMP(3) NOT NULL,
    WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'app.behavior',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'properties.group.id' = 'events_per_user',
    'scan.startup.mode' = 'latest-offset',
    'format' = 'json'
);
