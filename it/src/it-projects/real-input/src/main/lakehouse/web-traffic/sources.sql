CREATE TABLE web_events (
    event_id BIGINT PRIMARY KEY,
    visitor  VARCHAR NOT NULL,
    ts       TIMESTAMPTZ NOT NULL,
    method   VARCHAR NOT NULL,
    path     VARCHAR NOT NULL,
    status   SMALLINT NOT NULL CHECK (status BETWEEN 100 AND 599),
    bytes    BIGINT CHECK (bytes >= 0), -- NULL: the answer had no body
    referrer VARCHAR,
    bot      BOOLEAN NOT NULL
);
