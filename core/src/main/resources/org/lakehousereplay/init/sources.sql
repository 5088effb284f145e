CREATE TABLE orders (
    order_id BIGINT PRIMARY KEY,
    user_id VARCHAR NOT NULL,
    amount DECIMAL(12, 2) NOT NULL,
    paid_at TIMESTAMP -- NULL while the order waits for its payment
);
