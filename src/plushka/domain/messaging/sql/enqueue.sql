-- enqueue: put messages into the queue of one tenant, joined to it as every set-based insert is.
-- What was said before of the same cause is not said again.
INSERT INTO messaging_message (
    tenant_id, id, member_id, contact_id, kind, nature, text, subject, by_way, language, cause,
    created_at, state, due_at, valid_until, n_tries, ways_tried, way, code
)
SELECT t.id, n.id, n.member_id, n.contact_id, n.kind, n.nature, n.text, n.subject, n.by_way,
    n.language, n.cause, %(at)s::timestamptz, 'WAITING', coalesce(n.due_at, %(at)s::timestamptz),
    n.valid_until, 0, '[]', '', ''
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, member_id uuid, contact_id uuid, kind text, nature smallint, text text, subject text,
    by_way jsonb, language text, cause text, due_at timestamptz, valid_until timestamptz
)
WHERE t.id = %(tenant)s
ON CONFLICT DO NOTHING
