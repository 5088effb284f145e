CREATE TABLE IF NOT EXISTS dws_users (
    ds STRING,
    user_id BIGINT,
    orders BIGINT,
    spent DECIMAL(16, 2),
    PRIMARY KEY (ds, user_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'aggregation',
    'changelog-producer' = 'lookup',
    'fields.orders.aggregate-function' = 'sum',
    'fields.spent.aggregate-function' = 'sum'
);

CREATE TABLE IF NOT EXISTS dws_shops (
    ds STRING,
    shop_id BIGINT,
    buyers BIGINT,
    orders BIGINT,
    revenue DECIMAL(16, 2),
    PRIMARY KEY (ds, shop_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'aggregation',
    'changelog-producer' = 'lookup',
    'fields.buyers.aggregate-function' = 'sum',
    'fields.orders.aggregate-function' = 'sum',
    'fields.revenue.aggregate-function' = 'sum'
);

EXECUTE STATEMENT SET
BEGIN
INSERT INTO dws_users
SELECT ds, user_id, orders, CAST(spent AS DECIMAL(16, 2))
FROM dwm_user_shop;

-- dwm_user_shop has one row for a user, a shop and a day, so ones add up to the buyers of that day. They do not add up
-- over days: see ads/shop_buyers.sql. A user whose orders are all cancelled still has a row there, and is no buyer.
INSERT INTO dws_shops
SELECT
    ds,
    shop_id,
    CASE WHEN orders > 0 THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END,
    orders,
    CAST(spent AS DECIMAL(16, 2))
FROM dwm_user_shop;
END;
