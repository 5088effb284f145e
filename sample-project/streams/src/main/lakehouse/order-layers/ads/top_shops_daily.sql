/* @metric
description: The three shops with the highest revenue of a day; of equals, the older shop
unit: CNY
key: [ds, place]
checks:
  - place <= 3
*/
SELECT ds, place, shop_id, revenue
FROM (
    SELECT
        ds,
        shop_id,
        revenue,
        ROW_NUMBER() OVER (PARTITION BY ds ORDER BY revenue DESC, shop_id) AS place
    FROM dws_shops
    WHERE orders > 0
)
WHERE place <= 3;
