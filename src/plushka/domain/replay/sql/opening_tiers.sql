-- opening_tiers: what was last said of each member's tier before a moment, and when it changed.
--
-- `since` is the last time it changed; a tier held by hand names its floor and last day, and those
-- that rules gave stand beside it.
WITH events AS MATERIALIZED (
    SELECT e.id, e.member_id, e.type, e.at, e.data ->> 'tier' AS tier
    FROM events_event e
    WHERE e.tenant_id = %(tenant)s AND e.type IN ('member_enrolled', 'tier_moved')
        AND e.at < %(begins)s
)
SELECT a.id, a.member_id, last.tier, moved.at, held.floor, held.until,
    coalesce(given.floors, '[]')::text
FROM ledger_account a
JOIN LATERAL (
    SELECT told.id, told.tier
    FROM (
        SELECT s.id, s.outcome ->> 'tier' AS tier
        FROM sales_sale s
        WHERE s.tenant_id = %(tenant)s AND s.member_id = a.member_id
            AND s.received_at < %(begins)s
        UNION ALL
        SELECT r.id, r.after ->> 'tier'
        FROM audit_record r
        WHERE r.tenant_id = %(tenant)s AND r.subject_kind = 'member'
            AND r.subject_id = a.member_id AND r.action = 'tier_held' AND r.at < %(begins)s
        UNION ALL
        SELECT e.id, e.tier FROM events e WHERE e.member_id = a.member_id
    ) told
    ORDER BY told.id DESC
    LIMIT 1
) last ON true
LEFT JOIN LATERAL (
    SELECT told.at
    FROM (
        SELECT s.id, s.received_at AS at
        FROM sales_sale s
        WHERE s.tenant_id = %(tenant)s AND s.member_id = a.member_id
            AND s.received_at < %(begins)s AND s.tier <> s.outcome ->> 'tier'
        UNION ALL
        SELECT e.id, e.at
        FROM events e
        WHERE e.member_id = a.member_id AND e.type = 'tier_moved'
    ) told
    ORDER BY told.id DESC
    LIMIT 1
) moved ON true
LEFT JOIN LATERAL (
    SELECT r.after ->> 'floor' AS floor, r.after ->> 'until' AS until
    FROM audit_record r
    WHERE r.tenant_id = %(tenant)s AND r.subject_kind = 'member'
        AND r.subject_id = a.member_id AND r.action = 'tier_held' AND r.at < %(begins)s
    ORDER BY r.id DESC
    LIMIT 1
) held ON true
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
        'by', f.id, 'tier', f.what, 'until', f.facts ->> 'until'
    )) AS floors
    FROM effects_applied f
    WHERE f.tenant_id = %(tenant)s AND f.member_id = a.member_id AND f.kind = 'tier'
        AND f.applied_at < %(begins)s AND f.facts ->> 'is_new' = 'true'
        AND NOT EXISTS (
            SELECT 1 FROM effects_undone u
            WHERE u.tenant_id = %(tenant)s AND u.applied_id = f.id AND u.is_whole
                AND u.at < %(begins)s
        )
) given ON true
WHERE a.tenant_id = %(tenant)s AND a.unit = 'BONUS'
