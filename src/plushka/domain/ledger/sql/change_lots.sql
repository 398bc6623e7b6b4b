-- change_lots: write what remains, is held and has expired of lots there were, and since
-- when they are open, which somebody's word may have brought forward.
--
-- Only over what was read: had anybody else spent from a lot in between, too
-- few rows would be written and everything taken back. Why it is put as an
-- insert, see save_accounts.
INSERT INTO ledger_lot (
    tenant_id, id, account_id, kind, granted, remaining, held, expired,
    available_at, expires_at, programme_version
)
SELECT
    was.tenant_id, was.id, was.account_id, was.kind, was.granted, u.remaining, u.held, u.expired,
    u.available_at, was.expires_at, was.programme_version
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, was_remaining bigint, was_held bigint, remaining bigint, held bigint, expired bigint,
    available_at timestamptz
)
CROSS JOIN LATERAL (
    SELECT own.* FROM ledger_lot own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.id
      AND own.remaining = u.was_remaining AND own.held = u.was_held
    OFFSET 0
) AS was
ORDER BY was.id
ON CONFLICT (tenant_id, id) DO UPDATE
SET remaining = excluded.remaining, held = excluded.held, expired = excluded.expired,
    available_at = excluded.available_at
