-- change_lots: write what remains, is held and has expired of lots there were.
--
-- Only over what was read: had anybody else spent from a lot in between, too
-- few rows would be written and everything taken back.
UPDATE ledger_lot l
SET remaining = u.remaining, held = u.held, expired = u.expired
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, was_remaining bigint, was_held bigint, remaining bigint, held bigint, expired bigint
)
WHERE l.tenant_id = %(tenant)s
  AND l.id = u.id AND l.remaining = u.was_remaining AND l.held = u.was_held
