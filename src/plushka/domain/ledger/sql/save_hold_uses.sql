-- save_hold_uses: write from which lots a hold set points aside, in the order taken, and by
-- how much conversions changed that.
INSERT INTO ledger_holduse (tenant_id, hold_id, number, lot_id, points, conversion)
SELECT t.id, u.hold, u.number, u.lot, u.points, u.conversion
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    hold uuid, number integer, lot uuid, points bigint, conversion integer
)
WHERE t.id = %(tenant)s
ORDER BY u.hold, u.number
