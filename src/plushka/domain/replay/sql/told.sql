-- told: tiers that a look moved, tiers held by hand or by a rule until that was taken back, and
-- members erased, since a moment.
SELECT t.id, t.kind, t.member, a.id, t.at, t.data
FROM (
    SELECT e.id, e.type AS kind, e.member_id AS member, e.at, e.data
    FROM events_event e
    WHERE e.tenant_id = %(tenant)s AND e.type IN ('tier_moved', 'member_erased', 'effect_undone')
        AND e.at >= %(since)s
        AND (e.type <> 'effect_undone' OR (e.data ->> 'kind', e.data ->> 'is_whole') = ('tier', 'true'))
    UNION ALL
    SELECT r.id, r.action, r.subject_id, r.at, r.after
    FROM audit_record r
    WHERE r.tenant_id = %(tenant)s AND r.action = 'tier_held' AND r.at >= %(since)s
    UNION ALL
    SELECT f.id, 'tier_given', f.member_id, f.applied_at,
        jsonb_build_object('by', f.id, 'floor', f.what, 'ends', f.facts ->> 'until')
    FROM effects_applied f
    WHERE f.tenant_id = %(tenant)s AND f.kind = 'tier' AND f.applied_at >= %(since)s
        AND f.facts ->> 'is_new' = 'true'
) t
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = t.member AND a.unit = 'BONUS'
ORDER BY t.id
