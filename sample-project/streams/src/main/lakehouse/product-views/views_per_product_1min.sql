-- The same script in the stream job and in the nightly one that repairs it.
CREATE TABLE behavior (
    event_id STRING,
    user_id STRING,
    event STRING,
    product_id STRING,
    event_time TIMESTAMP(3),
    WATERMARK FOR event_time AS event_time - INTERVAL '10' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'app.behavior',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'properties.group.id' = 'views_per_product',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'json'
);

CREATE TABLE views_per_product_1min (
    window_start TIMESTAMP(3),
    product_id STRING,
    page_views BIGINT,
    viewers BIGINT,
    PRIMARY KEY (window_start, product_id) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:mysql://reports-db.internal:3306/reports',
    'table-name' = 'views_per_product_1min',
    'username' = 'flink',
    'password' = 'from-the-vault'
);

/* @metric
description: Views of a product, and who looked at it, per minute
key: [window_start, product_id]
window: {column: window_start, size: 1 minute}
checks:
  - viewers BETWEEN 1 AND page_views
*/
INSERT INTO views_per_product_1min
SELECT
    window_start,
    product_id,
    COUNT(DISTINCT event_id) AS page_views,
    COUNT(DISTINCT user_id) AS viewers
FROM TABLE(TUMBLE(TABLE behavior, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
WHERE event = 'view'
GROUP BY window_start, window_end, product_id;
