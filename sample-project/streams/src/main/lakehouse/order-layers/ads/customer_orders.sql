/* @metric
description: The orders of April by customer and payment platform, cancelled ones included
unit: CNY
key: [user_id, platform, order_id]
*/
SELECT user_id, platform, order_id, shop_id, fee, status, paid_at
FROM dwd_orders
WHERE platform IS NOT NULL
    AND user_id IS NOT NULL
    AND created_at >= TIMESTAMP '2024-04-01 00:00:00'
    AND created_at < TIMESTAMP '2024-05-01 00:00:00';
