-- One row for each order, with what is known of it: the order and the name of its category, and in time its payment.
CREATE TABLE IF NOT EXISTS dwd_orders (
    order_id BIGINT,
    user_id BIGINT,
    shop_id BIGINT,
    category_name STRING,
    fee DECIMAL(10, 2),
    status STRING,
    created_at TIMESTAMP(3),
    platform STRING,
    paid_at TIMESTAMP(3),
    PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'partial-update',
    'changelog-producer' = 'lookup',
    -- The join takes an order back to give it anew with its category; orders are cancelled, never deleted.
    'ignore-delete' = 'true'
);

-- A category that gets another name gives it to all of its orders: reports are read with the names of today.
INSERT INTO dwd_orders
SELECT
    o.order_id,
    o.user_id,
    o.shop_id,
    c.category_name,
    o.fee,
    o.status,
    o.created_at,
    CAST(NULL AS STRING) AS platform,
    CAST(NULL AS TIMESTAMP(3)) AS paid_at
FROM ods_orders AS o
LEFT JOIN ods_categories AS c ON o.category_id = c.category_id
UNION ALL
SELECT
    order_id,
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS STRING),
    CAST(NULL AS DECIMAL(10, 2)),
    CAST(NULL AS STRING),
    CAST(NULL AS TIMESTAMP(3)),
    platform,
    paid_at
FROM ods_payments;
