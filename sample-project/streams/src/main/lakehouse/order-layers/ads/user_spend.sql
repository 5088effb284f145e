CREATE TEMPORARY TABLE user_spend (
    ds STRING,
    user_id BIGINT,
    orders BIGINT,
    spent DECIMAL(16, 2),
    PRIMARY KEY (ds, user_id) NOT ENFORCED
) WITH (
    'connector' = 'starrocks',
    'jdbc-url' = 'jdbc:mysql://starrocks-fe:9030',
    'load-url' = 'starrocks-fe:8030',
    'database-name' = 'ads',
    'table-name' = 'user_spend',
    'username' = 'flink',
    'password' = 'from-the-vault'
);

/* @metric
description: How much a user has paid on a day, and for how many orders
unit: CNY
key: [ds, user_id]
checks:
  - orders > 0
  - spent >= 0
*/
INSERT INTO user_spend
SELECT ds, user_id, orders, spent
FROM dws_users
WHERE orders > 0;
