/* @metric
description: Orders, whatever became of them
key: [status]
*/
SELECT status, COUNT(*) AS orders
FROM orders
GROUP BY ALL
