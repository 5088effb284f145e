-- What people requested, cut where a visitor was idle for more than 30 minutes. The time of an event decides,
-- never the order in which events arrived; the event's number settles the order within a second.
WITH marked AS (
    SELECT
        visitor,
        event_id,
        ts,
        is_page_view,
        COALESCE(ts - LAG(ts) OVER by_time > INTERVAL 30 MINUTES, true) AS begins_session
    FROM requests
    WHERE NOT bot
    WINDOW by_time AS (PARTITION BY visitor ORDER BY ts, event_id)
),
numbered AS (
    SELECT
        visitor,
        ts,
        is_page_view,
        COUNT(*) FILTER (WHERE begins_session) OVER (
            PARTITION BY visitor ORDER BY ts, event_id ROWS UNBOUNDED PRECEDING
        ) AS session_number
    FROM marked
)
SELECT
    visitor,
    session_number,
    MIN(ts) AS started_at,
    MAX(ts) AS ended_at,
    COUNT(*) AS requests,
    COUNT(*) FILTER (WHERE is_page_view) AS page_views
FROM numbered
GROUP BY visitor, session_number
