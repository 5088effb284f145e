/* @metric
description: Buyers, orders and revenue of a shop on a day
unit: CNY
key: [ds, shop_id]
checks:
  - buyers BETWEEN 1 AND orders
*/
SELECT ds, shop_id, buyers, orders, revenue
FROM dws_shops
WHERE orders > 0;
