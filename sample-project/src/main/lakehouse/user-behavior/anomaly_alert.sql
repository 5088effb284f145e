/* @metric
description: Minutes in which more than 5 % of the events are anomalous; no row, no alert
key: [window_start]
window: {column: window_start, size: 1 minute}
*/
SELECT
    time_bucket(INTERVAL 1 MINUTE, event_time) AS window_start,
    COUNT(*) AS events,
    COUNT(*) FILTER (WHERE is_anomalous) AS anomalous_events,
    ROUND(anomalous_events / COUNT(*), 4)::DECIMAL(9, 4) AS anomalous_share
FROM behavior_clean
GROUP BY ALL
HAVING COUNT(*) FILTER (WHERE is_anomalous) / COUNT(*) > 0.05
