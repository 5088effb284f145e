CREATE TYPE behavior_event AS ENUM ('view', 'click', 'cart', 'purchase');

-- Instants, therefore TIMESTAMPTZ: devices all over the world write into this log.
-- Delivered at least once, so event_id is no primary key here; dwd/behavior_clean.sql makes it one.
CREATE TABLE behavior (
    event_id VARCHAR NOT NULL,
    user_id VARCHAR NOT NULL,
    event behavior_event NOT NULL,
    product_id VARCHAR,
    event_time TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    is_anomalous BOOLEAN -- NULL: not judged yet
);

CREATE TABLE users (
    user_id VARCHAR PRIMARY KEY,
    registered_at TIMESTAMPTZ NOT NULL
);
