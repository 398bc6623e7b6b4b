-- save_hold_uses: write from which lots a hold set points aside, in the order taken.
INSERT INTO ledger_holduse (tenant_id, hold_id, number, lot_id, points)
SELECT l.tenant_id, u.hold, u.number, l.id, u.points
FROM json_to_recordset(%(rows)s::json) AS u (
    hold uuid, number integer, lot uuid, points bigint
)
CROSS JOIN LATERAL (
    SELECT own.tenant_id, own.id FROM ledger_lot own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.lot
    OFFSET 0
) AS l
ORDER BY u.hold, u.number
