-- save_hold_uses: write from which lots a hold set points aside, in the order taken.
INSERT INTO ledger_holduse (tenant_id, hold_id, number, lot_id, points)
SELECT l.tenant_id, u.hold, u.number, l.id, u.points
FROM json_to_recordset(%(rows)s::json) AS u (
    hold uuid, number integer, lot uuid, points bigint
)
JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.id = u.lot
ORDER BY u.hold, u.number
