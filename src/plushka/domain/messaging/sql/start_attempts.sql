-- start_attempts: write that messages are being handed over, before they are.
INSERT INTO messaging_attempt (
    tenant_id, id, message_id, kind, nature, connection_id, way, state, provider_id, n_parts,
    cost, code, started_at
)
SELECT t.id, n.id, n.message_id, n.kind, n.nature, n.connection_id, n.way, 'STARTED', '',
    n.n_parts, n.cost, '', %(at)s::timestamptz
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, message_id uuid, kind text, nature smallint, connection_id uuid, way text,
    n_parts smallint, cost bigint
)
WHERE t.id = %(tenant)s
