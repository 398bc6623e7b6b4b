-- find_policy: what the company wants of its codes, and which prefixes they have.
SELECT
    p.key, p.most_a_day, p.alarm_at,
    ARRAY(SELECT DISTINCT b.prefix FROM codes_batch b WHERE b.tenant_id = p.tenant_id)
FROM codes_policy p
WHERE p.tenant_id = %(tenant)s
