-- close_holds: write that open holds were captured or released, and when.
--
-- Why it is put as an insert, see save_accounts.
INSERT INTO ledger_hold (
    tenant_id, id, account_id, key, points, until, state, actor, held_at, closed_at, entry_id
)
SELECT
    was.tenant_id, was.id, was.account_id, was.key, was.points, was.until, u.state, was.actor,
    was.held_at, u.closed_at, u.entry
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, state text, closed_at timestamptz, entry uuid
)
CROSS JOIN LATERAL (
    SELECT own.* FROM ledger_hold own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.id AND own.state = 'OPEN'
    OFFSET 0
) AS was
ORDER BY was.id
ON CONFLICT (tenant_id, id) DO UPDATE
SET state = excluded.state, closed_at = excluded.closed_at, entry_id = excluded.entry_id
