-- What a user has paid in a shop on a day: the day of the payment, not that of the order.
CREATE TABLE IF NOT EXISTS dwm_user_shop (
    ds STRING,
    user_id BIGINT,
    shop_id BIGINT,
    orders BIGINT,
    spent DECIMAL(14, 2),
    PRIMARY KEY (ds, user_id, shop_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'aggregation',
    'changelog-producer' = 'lookup',
    'fields.orders.aggregate-function' = 'sum',
    'fields.spent.aggregate-function' = 'sum'
);

INSERT INTO dwm_user_shop
SELECT
    DATE_FORMAT(paid_at, 'yyyyMMdd') AS ds,
    user_id,
    shop_id,
    CAST(1 AS BIGINT) AS orders,
    CAST(fee AS DECIMAL(14, 2)) AS spent
FROM dwd_orders
WHERE paid_at IS NOT NULL AND user_id IS NOT NULL AND status <> 'cancelled';
