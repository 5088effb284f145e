/* @metric
description: Sessions of people by the hour they began in; a bounce is a session of at most one page view
key: [window_start]
window: {column: window_start, size: 1 hour}
*/
SELECT
    time_bucket(INTERVAL 1 HOUR, started_at) AS window_start,
    COUNT(*) AS sessions,
    CAST(ROUND(SUM(epoch(ended_at) - epoch(started_at)) / COUNT(*), 2) AS DECIMAL(12, 2)) AS mean_seconds,
    CAST(ROUND(SUM(page_views) / COUNT(*), 4) AS DECIMAL(9, 4)) AS page_views_per_session,
    CAST(ROUND(COUNT(*) FILTER (WHERE page_views <= 1) / COUNT(*), 4) AS DECIMAL(9, 4)) AS bounce_share
FROM sessions
GROUP BY window_start
