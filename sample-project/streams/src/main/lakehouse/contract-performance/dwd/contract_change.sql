-- The last change of each contract, as it was before and after: -U of the audit log fills the first half, +U the second.
CREATE TABLE IF NOT EXISTS dwd.contract_change (
    contract_id BIGINT,
    before_updated_at TIMESTAMP(3),
    before_paid_amount DECIMAL(12, 2),
    before_paid_ratio DECIMAL(5, 2),
    before_required_ratio DECIMAL(5, 2),
    after_updated_at TIMESTAMP(3),
    after_paid_amount DECIMAL(12, 2),
    after_paid_ratio DECIMAL(5, 2),
    after_required_ratio DECIMAL(5, 2),
    PRIMARY KEY (contract_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'partial-update',
    'changelog-producer' = 'lookup'
);

INSERT INTO dwd.contract_change
SELECT
    contract_id,
    CASE WHEN rowkind = '-U' THEN updated_at END,
    CASE WHEN rowkind = '-U' THEN paid_amount END,
    CASE WHEN rowkind = '-U' THEN paid_ratio END,
    CASE WHEN rowkind = '-U' THEN required_ratio END,
    CASE WHEN rowkind = '+U' THEN updated_at END,
    CASE WHEN rowkind = '+U' THEN paid_amount END,
    CASE WHEN rowkind = '+U' THEN paid_ratio END,
    CASE WHEN rowkind = '+U' THEN required_ratio END
FROM ods.`contract$audit_log`
WHERE rowkind IN ('-U', '+U');
