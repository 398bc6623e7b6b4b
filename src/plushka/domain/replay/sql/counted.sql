-- counted: what campaigns gave otherwise than in sales in a stretch of time, as it was counted
-- against their budgets, and what of it was taken back with a return.
SELECT c.id, c.counted, c.is_back, c.points, c.is_whole
FROM (
    SELECT f.id, f.facts ->> 'counted' AS counted, false AS is_back, f.points, true AS is_whole
    FROM effects_applied f
    WHERE f.tenant_id = %(tenant)s AND f.applied_at >= %(since)s AND f.applied_at < %(until)s
        AND f.facts ? 'counted'
    UNION ALL
    SELECT r.id, f.facts ->> 'counted', true, n.points, n.is_whole
    FROM effects_undone n
    JOIN effects_applied f ON f.tenant_id = %(tenant)s AND f.id = n.applied_id
    JOIN sales_return r ON r.tenant_id = %(tenant)s AND r.id = n.source_id
    WHERE n.tenant_id = %(tenant)s AND r.received_at >= %(since)s AND r.received_at < %(until)s
        AND f.facts ? 'counted'
) c
ORDER BY c.id
