-- read_undone_lots: the lots a return may touch though nothing is left in them.
--
-- They are the lots that the accruals of the sale granted, and the lots that
-- its redemption was paid from.
SELECT
    l.account_id, l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
    l.available_at, l.expires_at, l.programme_version
FROM ledger_lot l
WHERE l.tenant_id = %(tenant)s
  AND l.id IN (
      SELECT unnest(%(accruals)s::uuid[])
      UNION
      SELECT u.lot_id
      FROM ledger_lotuse u
      WHERE u.tenant_id = %(tenant)s AND u.entry_id = ANY(%(redemptions)s::uuid[])
  )
