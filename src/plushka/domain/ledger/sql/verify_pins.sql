-- verify_pins: what a lot has set aside is the sum of the open holds that pin it (I1).
SELECT l.tenant_id, l.id, format('%%s held, open holds pin %%s', l.held, pinned.points)
FROM ledger_lot l
LEFT JOIN (
    SELECT u.tenant_id, u.lot_id, sum(u.points) AS points
    FROM ledger_hold h
    JOIN ledger_holduse u ON u.tenant_id = h.tenant_id AND u.hold_id = h.id
    WHERE h.state = 'OPEN' AND h.tenant_id = coalesce(%(tenant)s::bigint, h.tenant_id)
    GROUP BY u.tenant_id, u.lot_id
) pinned ON pinned.tenant_id = l.tenant_id AND pinned.lot_id = l.id
WHERE l.tenant_id = coalesce(%(tenant)s::bigint, l.tenant_id)
  AND l.held <> coalesce(pinned.points, 0)
LIMIT %(most)s
