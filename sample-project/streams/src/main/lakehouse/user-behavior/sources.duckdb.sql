-- Delivered at least once and in any order: the log as the nightly batch job finds it.
CREATE TABLE behavior (
    event_id VARCHAR NOT NULL,
    user_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    product_id VARCHAR,
    event_time TIMESTAMP NOT NULL
);
