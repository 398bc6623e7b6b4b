-- save_guards: write what was tried. Those who try the same wait for each other (lock_tries).
INSERT INTO codes_guard (
    tenant_id, id, digest, n_wrong, wrong_at, locked_until, day, n_on_day
)
SELECT
    t.id, n.id, decode(n.digest, 'hex'), n.n_wrong, n.wrong_at, n.locked_until, n.day, n.n_on_day
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, digest text, n_wrong integer, wrong_at timestamptz, locked_until timestamptz,
    day date, n_on_day integer
)
WHERE t.id = %(tenant)s
ORDER BY n.digest
ON CONFLICT (tenant_id, digest) DO UPDATE SET
    n_wrong = excluded.n_wrong, wrong_at = excluded.wrong_at,
    locked_until = excluded.locked_until, day = excluded.day, n_on_day = excluded.n_on_day
