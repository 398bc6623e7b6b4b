-- verify_uses: no lot pays for another account's entry, before its start or
-- after its end (I3); but for accounts that were one for a while (T33).
--
-- A redemption takes open points only; nothing but an expiry takes points of a
-- lot that has ended, unless a hold had pinned them before and was not over.
WITH RECURSIVE beside AS (
    SELECT one.tenant_id, one.account_id AS account, other.account_id AS other
    FROM ledger_entry one
    JOIN ledger_entry other ON other.tenant_id = one.tenant_id AND other.kind = 'MERGE'
        AND other.source_id = one.source_id AND other.account_id <> one.account_id
    WHERE one.kind = 'MERGE' AND one.tenant_id = coalesce(%(tenant)s::bigint, one.tenant_id)
),
linked AS (
    SELECT tenant_id, account, other FROM beside
    UNION
    SELECT l.tenant_id, l.account, b.other
    FROM linked l
    JOIN beside b ON b.tenant_id = l.tenant_id AND b.account = l.other
)
SELECT u.tenant_id, u.entry_id, format(
    '%%s used %%s of lot %%s at %%s, which is open from %%s to %%s',
    e.kind, u.points, u.lot_id, u.used_at, l.available_at, l.expires_at
)
FROM ledger_lotuse u
JOIN ledger_entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
JOIN ledger_lot l ON l.tenant_id = u.tenant_id AND l.id = u.lot_id
WHERE u.tenant_id = coalesce(%(tenant)s::bigint, u.tenant_id)
  AND (
      (l.account_id <> e.account_id AND (l.tenant_id, l.account_id, e.account_id) NOT IN (
          SELECT tenant_id, account, other FROM linked
      ))
      OR (e.kind NOT IN ('CONVERSION', 'MERGE') AND (u.points < 0) <> (e.kind = 'RETURN'))
      OR (e.kind = 'REDEMPTION' AND l.available_at > u.used_at)
      OR (
          u.points > 0 AND e.kind NOT IN ('EXPIRY', 'CONVERSION') AND l.expires_at <= u.used_at
          AND NOT EXISTS (
              SELECT FROM ledger_hold h
              JOIN ledger_holduse pin ON pin.tenant_id = h.tenant_id AND pin.hold_id = h.id
              WHERE h.tenant_id = u.tenant_id AND h.entry_id = e.id AND h.until > u.used_at AND pin.lot_id = u.lot_id
          )
      )
  )
LIMIT %(most)s
