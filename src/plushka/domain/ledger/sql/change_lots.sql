-- change_lots: write what remains, is held and has expired of lots there were, and since
-- when they are open, which somebody's word may have brought forward, and until when, which
-- only ever becomes later (B11); a conversion changes also what they were granted (T35).
--
-- Only over what was read: had anybody else spent from a lot in between, too
-- few rows would be written and everything taken back. Why it is put as an
-- insert, see save_accounts.
INSERT INTO ledger_lot (
    tenant_id, id, account_id, kind, granted, remaining, held, expired,
    available_at, expires_at, programme_version, conversion
)
SELECT
    was.tenant_id, was.id, was.account_id, was.kind, u.granted, u.remaining, u.held, u.expired,
    u.available_at, u.expires_at, was.programme_version, u.conversion
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, was_remaining bigint, was_held bigint, granted bigint, remaining bigint, held bigint,
    expired bigint, available_at timestamptz, expires_at timestamptz, conversion integer
)
CROSS JOIN LATERAL (
    SELECT own.* FROM ledger_lot own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.id
      AND own.remaining = u.was_remaining AND own.held = u.was_held
    OFFSET 0
) AS was
ORDER BY was.id
ON CONFLICT (tenant_id, id) DO UPDATE
SET granted = excluded.granted, remaining = excluded.remaining, held = excluded.held, expired = excluded.expired,
    available_at = excluded.available_at, expires_at = excluded.expires_at,
    conversion = excluded.conversion
