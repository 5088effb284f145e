-- Runs on a broker as it stands. Results do not depend on when a watermark is sent, because each row sends its own.
CREATE TABLE orders (
  order_id BIGINT,
  channel STRING,
  amount DECIMAL(10, 2),
  paid_at TIMESTAMP(3),
  WATERMARK FOR paid_at AS paid_at - INTERVAL '1' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = 'localhost:29592',
  'properties.group.id' = 'gmv',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'scan.watermark.emit.strategy' = 'on-event',
  'format' = 'json'
);

CREATE TABLE gmv_10min (
  window_start TIMESTAMP(3),
  channel STRING,
  gmv DECIMAL(38, 2),
  orders BIGINT,
  first_paid_at TIMESTAMP(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'gmv-10min',
  'properties.bootstrap.servers' = 'localhost:29592',
  'format' = 'json'
);

CREATE TABLE open_budgets (
  channel STRING,
  spent DECIMAL(38, 2),
  orders BIGINT,
  PRIMARY KEY (channel) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'open-budgets',
  'properties.bootstrap.servers' = 'localhost:29592',
  'key.format' = 'json',
  'value.format' = 'json'
);

INSERT INTO gmv_10min
SELECT window_start, channel, SUM(amount), COUNT(*), MIN(paid_at)
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(paid_at), INTERVAL '10' MINUTES))
GROUP BY window_start, window_end, channel;

INSERT INTO open_budgets
SELECT channel, SUM(amount), COUNT(*)
FROM orders
GROUP BY channel
HAVING SUM(amount) < 90;
