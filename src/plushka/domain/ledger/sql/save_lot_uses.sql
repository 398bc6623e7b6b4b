-- save_lot_uses: write which lot paid how much of which entry.
--
-- Negative points went back into the lot. They are never edited, so a return
-- can follow every point to where it came from.
INSERT INTO ledger_lotuse (tenant_id, entry_id, number, lot_id, points, used_at)
SELECT l.tenant_id, u.entry, u.number, l.id, u.points, u.used_at
FROM json_to_recordset(%(rows)s::json) AS u (
    entry uuid, number integer, lot uuid, points bigint, used_at timestamptz
)
CROSS JOIN LATERAL (
    SELECT own.tenant_id, own.id FROM ledger_lot own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.lot
    OFFSET 0
) AS l
ORDER BY u.entry, u.number
