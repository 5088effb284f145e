/* @metric
description: Requests, unique visitors, bytes and the shares of errors and bots in ten-minute windows
key: [window_start]
window: {column: window_start, size: 10 minutes}
*/
SELECT
    time_bucket(INTERVAL 10 MINUTES, ts) AS window_start,
    COUNT(*) AS requests,
    COUNT(DISTINCT visitor) AS visitors,
    CAST(ROUND(COUNT(*) FILTER (WHERE is_error) / COUNT(*), 4) AS DECIMAL(9, 4)) AS error_share,
    CAST(SUM(bytes) AS BIGINT) AS bytes,
    CAST(ROUND(COUNT(*) FILTER (WHERE bot) / COUNT(*), 4) AS DECIMAL(9, 4)) AS bot_share
FROM requests
GROUP BY window_start
