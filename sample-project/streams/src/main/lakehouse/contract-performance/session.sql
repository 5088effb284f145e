SET 'execution.runtime-mode' = 'streaming';
SET 'execution.checkpointing.interval' = '1 min';
-- The aggregating tables take the rows of a changelog as they come, the row before an update included.
SET 'table.exec.sink.upsert-materialize' = 'NONE';

CREATE CATALOG renovation WITH (
    'type' = 'paimon',
    'warehouse' = 'hdfs://lake/warehouse/renovation'
);
USE CATALOG renovation;

CREATE DATABASE IF NOT EXISTS ods;
CREATE DATABASE IF NOT EXISTS dwd;
CREATE DATABASE IF NOT EXISTS dws;
