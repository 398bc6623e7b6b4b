-- counted: what campaigns gave otherwise than in sales in a stretch of time, as it was counted
-- against their budgets, and what they got back with returns.
SELECT c.id, c.counted, c.is_back
FROM (
    SELECT f.id, f.facts ->> 'counted' AS counted, false AS is_back
    FROM effects_applied f
    WHERE f.tenant_id = %(tenant)s AND f.applied_at >= %(since)s AND f.applied_at < %(until)s
        AND f.facts ? 'counted'
    UNION ALL
    SELECT r.id, n.returned::text, true
    FROM effects_undone n
    JOIN sales_return r ON r.tenant_id = %(tenant)s AND r.id = n.source_id
    WHERE n.tenant_id = %(tenant)s AND r.received_at >= %(since)s AND r.received_at < %(until)s
        AND n.returned IS NOT NULL
) c
ORDER BY c.id
