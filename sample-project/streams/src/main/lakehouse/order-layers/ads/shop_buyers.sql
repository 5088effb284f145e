/* @metric
description: Everybody who has ever bought in a shop, whatever the day; the sum of the daily buyers would count those who come back
unit: CNY
key: [shop_id]
*/
SELECT shop_id, COUNT(DISTINCT user_id) AS buyers, SUM(spent) AS revenue
FROM dwm_user_shop
WHERE orders > 0
GROUP BY shop_id;
