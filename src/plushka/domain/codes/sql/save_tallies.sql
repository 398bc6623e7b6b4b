-- save_tallies: count what came of tries within an hour.
INSERT INTO codes_tally (tenant_id, id, hour, outcome, source, place, batch_id, prefix, n)
SELECT t.id, n.id, %(hour)s::timestamptz, n.outcome, n.source, n.place, n.batch, n.prefix, n.n
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, outcome text, source text, place text, batch uuid, prefix text, n bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.outcome, n.source, n.place, n.batch, n.prefix
ON CONFLICT (tenant_id, hour, outcome, source, place, batch_id, prefix) DO UPDATE
SET n = codes_tally.n + excluded.n
