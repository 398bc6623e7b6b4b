-- save_lot_uses: write which lot paid how much of which entry.
--
-- Negative points went back into the lot. They are never edited, so a return
-- can follow every point to where it came from.
INSERT INTO ledger_lotuse (tenant_id, entry_id, number, lot_id, points, used_at)
SELECT t.id, u.entry, u.number, u.lot, u.points, u.used_at
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    entry uuid, number integer, lot uuid, points bigint, used_at timestamptz
)
WHERE t.id = %(tenant)s
ORDER BY u.entry, u.number
