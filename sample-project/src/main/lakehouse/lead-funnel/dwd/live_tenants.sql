-- Demo tenants show the product and do no business.
SELECT tenant_id, time_zone
FROM tenants
WHERE NOT is_demo
