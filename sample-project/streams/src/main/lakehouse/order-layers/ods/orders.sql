CREATE TEMPORARY TABLE orders (
    order_id BIGINT,
    user_id BIGINT,
    shop_id BIGINT,
    category_id INT,
    fee DECIMAL(10, 2),
    status STRING,
    created_at TIMESTAMP(3),
    updated_at TIMESTAMP(3),
    PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
    'connector' = 'kafka',
    'topic' = 'shop.orders',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'properties.group.id' = 'ods_orders',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'debezium-json'
);

-- A message that comes again, or one that an update has overtaken, is older than the row and changes nothing.
CREATE TABLE IF NOT EXISTS ods_orders (
    order_id BIGINT,
    user_id BIGINT,
    shop_id BIGINT,
    category_id INT,
    fee DECIMAL(10, 2),
    status STRING,
    created_at TIMESTAMP(3),
    updated_at TIMESTAMP(3),
    PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'changelog-producer' = 'lookup',
    'sequence.field' = 'updated_at'
);

INSERT INTO ods_orders
SELECT order_id, user_id, shop_id, category_id, fee, status, created_at, updated_at
FROM orders;
