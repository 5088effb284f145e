-- A page view is a page that a visitor got to see: neither an error nor a redirect, nor a part of a page.
SELECT
    event_id,
    visitor,
    ts,
    status >= 400 AS is_error,
    COALESCE(bytes, 0) AS bytes,
    bot,
    method = 'GET'
        AND (status BETWEEN 200 AND 299 OR status = 304)
        AND NOT regexp_matches(
            lower(split_part(path, '?', 1)), '\.(png|jpg|jpeg|gif|ico|svg|css|js|ttf|woff|txt|xml)$'
        ) AS is_page_view
FROM web_events
