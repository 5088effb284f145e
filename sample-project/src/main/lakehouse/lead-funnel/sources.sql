CREATE TYPE lead_stage AS ENUM ('created', 'assigned', 'followed_up', 'won');

CREATE TABLE tenants (
    tenant_id VARCHAR PRIMARY KEY,
    time_zone VARCHAR NOT NULL, -- IANA name, the zone in which the tenant cuts its days
    is_demo BOOLEAN NOT NULL
);

-- The change log of the leads. It is read at least once, so log_position is no primary key here;
-- ods/lead_log.sql makes it one.
CREATE TABLE lead_changes (
    log_position BIGINT NOT NULL,
    tenant_id VARCHAR NOT NULL,
    lead_id BIGINT NOT NULL,
    stage lead_stage NOT NULL,
    employee_id VARCHAR, -- NULL: an automatic step
    changed_at TIMESTAMPTZ NOT NULL
);

-- Browsers send a page view again when the answer gets lost: no primary key either.
CREATE TABLE page_views (
    view_id VARCHAR NOT NULL,
    tenant_id VARCHAR NOT NULL,
    visitor_id VARCHAR NOT NULL, -- the browser
    user_id VARCHAR, -- the person, NULL before signing in
    viewed_at TIMESTAMPTZ NOT NULL
);
