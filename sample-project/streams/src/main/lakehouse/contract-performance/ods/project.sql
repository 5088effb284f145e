-- Homes that are being renovated, as the order system has them.
CREATE TEMPORARY TABLE project_binlog (
    project_id BIGINT,
    city STRING,
    region_code STRING,
    updated_at TIMESTAMP(3),
    PRIMARY KEY (project_id) NOT ENFORCED
) WITH (
    'connector' = 'mysql-cdc',
    'hostname' = 'orders-db.internal',
    'username' = 'flink',
    'password' = 'from-the-vault',
    'database-name' = 'renovation',
    'table-name' = 'project',
    'server-time-zone' = 'Asia/Shanghai'
);

CREATE TABLE IF NOT EXISTS ods.project (
    project_id BIGINT,
    city STRING,
    region_code STRING,
    updated_at TIMESTAMP(3),
    PRIMARY KEY (project_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'changelog-producer' = 'lookup',
    'sequence.field' = 'updated_at'
);

INSERT INTO ods.project
SELECT project_id, city, region_code, updated_at
FROM project_binlog;
