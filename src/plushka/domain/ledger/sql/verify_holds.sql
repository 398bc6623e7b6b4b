-- verify_holds: a hold is the sum of the lots it pinned; what conversions changed is apart (I1).
SELECT h.tenant_id, h.id, format('%%s points held, its lots hold %%s', h.points, u.points)
FROM ledger_hold h
LEFT JOIN (
    SELECT tenant_id, hold_id, conversion, sum(points) AS points
    FROM ledger_holduse
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, hold_id, conversion
) u ON u.tenant_id = h.tenant_id AND u.hold_id = h.id AND u.conversion = h.conversion
WHERE h.tenant_id = coalesce(%(tenant)s::bigint, h.tenant_id)
  AND h.points IS DISTINCT FROM u.points
LIMIT %(most)s
