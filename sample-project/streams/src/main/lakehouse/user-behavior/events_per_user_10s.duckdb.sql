/* @metric
description: Events per user in ten-second windows
key: [window_start, user_id]
window: {column: window_start, size: 10 seconds}
checks: [events > 0]
laws: [idempotent, order-insensitive, {additive: [user_id]}]
*/
SELECT
    time_bucket(INTERVAL 10 SECOND, event_time) AS window_start,
    user_id,
    COUNT(DISTINCT event_id) AS events
FROM behavior
GROUP BY ALL
