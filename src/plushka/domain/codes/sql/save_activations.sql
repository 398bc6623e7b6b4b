-- save_activations: write who activated which codes, and what it gave.
INSERT INTO codes_activation (
    tenant_id, id, code_id, batch_id, member_id, at, source, place, actor, points, entry_id, chances
)
SELECT
    t.id, n.id, n.code, n.batch, n.member, %(at)s::timestamptz, n.source, n.place, n.actor,
    n.points, n.entry, n.chances
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, code uuid, batch uuid, member uuid, source text, place text, actor text,
    points bigint, entry uuid, chances integer
)
WHERE t.id = %(tenant)s
ORDER BY n.id
