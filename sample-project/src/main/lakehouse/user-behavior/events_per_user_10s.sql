/* @metric
description: Events per user in ten-second windows, from the user's first to last window, pauses as zero
key: [window_start, user_id]
window: {column: window_start, size: 10 seconds}
*/
WITH counted AS (
    SELECT
        time_bucket(INTERVAL 10 SECOND, event_time) AS window_start,
        user_id,
        COUNT(*) AS events
    FROM behavior_clean
    GROUP BY ALL
),
windows AS (
    SELECT
        user_id,
        unnest(generate_series(MIN(window_start), MAX(window_start), INTERVAL 10 SECOND)) AS window_start
    FROM counted
    GROUP BY user_id
)
SELECT window_start, user_id, COALESCE(events, 0) AS events
FROM windows
LEFT JOIN counted USING (window_start, user_id)
