SET 'execution.runtime-mode' = 'streaming';
SET 'execution.checkpointing.interval' = '30 s';
SET 'execution.checkpointing.mode' = 'EXACTLY_ONCE';
-- The aggregating tables subtract the row before an update themselves.
SET 'table.exec.sink.upsert-materialize' = 'NONE';

CREATE CATALOG shop_lake WITH (
    'type' = 'paimon',
    'warehouse' = 's3://shop-lake/warehouse'
);
USE CATALOG shop_lake;
CREATE DATABASE IF NOT EXISTS shop;
USE shop;
