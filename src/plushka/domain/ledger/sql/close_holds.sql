-- close_holds: write that open holds were captured or released, and when.
UPDATE ledger_hold h
SET state = u.state, closed_at = u.closed_at, entry_id = u.entry
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, state text, closed_at timestamptz, entry uuid
)
WHERE h.tenant_id = %(tenant)s AND h.id = u.id AND h.state = 'OPEN'
