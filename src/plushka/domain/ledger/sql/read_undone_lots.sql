-- read_undone_lots: the lots a return may touch though nothing is left in them.
--
-- They are the lots that the accruals of the sale granted, and the lots that
-- its redemption was paid from.
SELECT
    l.account_id, l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
    l.available_at, l.expires_at, l.programme_version, l.conversion
FROM (
    SELECT unnest(%(accruals)s::uuid[]) AS lot_id
    UNION
    SELECT u.lot_id
    FROM unnest(%(redemptions)s::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
        SELECT own.lot_id FROM ledger_lotuse own
        WHERE own.tenant_id = %(tenant)s AND own.entry_id = wanted.id
        OFFSET 0
    ) AS u
) AS undone
CROSS JOIN LATERAL (
    SELECT * FROM ledger_lot own
    WHERE own.tenant_id = %(tenant)s AND own.id = undone.lot_id
    OFFSET 0
) AS l
