-- save_holds: write points set aside; of how many and until when.
--
-- A key that the account has used for another hold is refused by the table, and
-- so is a reference that the outlet has used.
INSERT INTO ledger_hold (
    tenant_id, id, account_id, key, points, until, state, actor, held_at, outlet_id, reference,
    closed_at, entry_id, conversion
)
SELECT
    t.id, u.id, u.account, u.key, u.points, u.until, u.state, u.actor, u.held_at,
    u.outlet, u.reference, u.closed_at, u.entry, u.conversion
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, key text, points bigint, until timestamptz, state text, actor text,
    held_at timestamptz, outlet uuid, reference text, closed_at timestamptz, entry uuid,
    conversion integer
)
WHERE t.id = %(tenant)s
ORDER BY u.id
