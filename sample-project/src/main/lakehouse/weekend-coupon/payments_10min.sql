/* @metric
description: Payments of each ten-minute window and channel, whatever went back later
unit: CNY
key: [window_start, channel]
window: {column: window_start, size: 10 minutes}
*/
SELECT
    time_bucket(INTERVAL 10 MINUTE, booked_at) AS window_start,
    channel,
    COUNT(*) AS payments,
    SUM(amount)::DECIMAL(18, 2) AS paid
FROM order_ledger
WHERE entry = 'payment'
GROUP BY window_start, channel
