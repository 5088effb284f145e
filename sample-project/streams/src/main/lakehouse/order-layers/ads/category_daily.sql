/* @metric
description: Orders of a day and what they come to, by category, paid or not
unit: CNY
key: [ordered_on, category_name]
checks:
  - amount >= 0
*/
SELECT
    DATE_FORMAT(created_at, 'yyyyMMdd') AS ordered_on,
    category_name,
    COUNT(*) AS orders,
    SUM(fee) AS amount
FROM dwd_orders
WHERE created_at IS NOT NULL AND status <> 'cancelled'
GROUP BY DATE_FORMAT(created_at, 'yyyyMMdd'), category_name;
