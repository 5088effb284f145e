CREATE TEMPORARY TABLE payments (
    order_id BIGINT,
    platform STRING,
    paid_at TIMESTAMP(3),
    updated_at TIMESTAMP(3),
    PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
    'connector' = 'kafka',
    'topic' = 'shop.payments',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'properties.group.id' = 'ods_payments',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'canal-json'
);

CREATE TABLE IF NOT EXISTS ods_payments (
    order_id BIGINT,
    platform STRING,
    paid_at TIMESTAMP(3),
    updated_at TIMESTAMP(3),
    PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'changelog-producer' = 'lookup',
    'sequence.field' = 'updated_at'
);

INSERT INTO ods_payments
SELECT order_id, platform, paid_at, updated_at
FROM payments;
