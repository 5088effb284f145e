-- Each page view once. A view that was sent again counts when it was first seen.
SELECT view_id, tenant_id, visitor_id, user_id, viewed_at
FROM page_views
QUALIFY row_number() OVER (PARTITION BY view_id ORDER BY viewed_at) = 1
