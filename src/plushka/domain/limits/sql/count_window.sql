-- count_window: add to what a company, or an address, came to within windows of time, locking the
-- rows in their order, and give for each what it comes to, with the company's limits.
WITH counted AS (
    INSERT INTO limits_windowcount (tenant_id, id, kind, digest, starts_at, used)
    SELECT %(tenant)s, n.id, n.kind, decode(n.digest, 'hex'), n.starts_at, n.used
    FROM json_to_recordset(%(rows)s::json) AS n (
        id uuid, kind text, digest text, starts_at timestamptz, used bigint
    )
    ORDER BY n.kind, n.digest
    ON CONFLICT (tenant_id, kind, digest, starts_at) DO UPDATE
    SET used = limits_windowcount.used + excluded.used
    RETURNING tenant_id, kind, used
)
SELECT
    c.kind, c.used,
    (SELECT p.document::text FROM limits_policy p WHERE p.tenant_id = c.tenant_id)
FROM counted c
ORDER BY c.kind
