/* @metric
description: Conversion of the five minutes before now, the instant now itself not included
key: []
*/
SELECT
    now() AS as_of,
    COUNT(DISTINCT user_id) AS visitors,
    COUNT(DISTINCT user_id) FILTER (WHERE event = 'purchase') AS purchasers,
    ROUND(purchasers / NULLIF(visitors, 0), 4)::DECIMAL(9, 4) AS conversion
FROM behavior_clean
WHERE event_time >= now() - INTERVAL 5 MINUTE AND event_time < now()
