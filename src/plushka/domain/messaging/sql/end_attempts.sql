-- end_attempts: write what the providers said of attempts under way; give which those were.
UPDATE messaging_attempt a
SET state = n.state, provider_id = n.provider_id, n_parts = n.n_parts, cost = n.cost,
    code = n.code, ended_at = %(at)s::timestamptz
FROM json_to_recordset(%(rows)s::json) AS n (
    id uuid, state text, provider_id text, n_parts smallint, cost bigint, code text
)
WHERE a.tenant_id = %(tenant)s AND a.id = n.id AND a.state = 'STARTED'
RETURNING a.id
