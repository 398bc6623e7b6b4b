-- What must be true of effects. One row for each that is not: the check, the company, the table,
-- the row, the rule. Effects count in points of their version, entries in points of when they
-- were posted: where the two are worth different sums (T35), their worth is compared.
WITH value AS (
    SELECT tenant_id, 0 AS number, before AS value FROM ledger_conversion WHERE number = 1
    UNION ALL
    SELECT tenant_id, number, after FROM ledger_conversion
),
undone AS (
    SELECT tenant_id, applied_id, sum(points) AS points, bool_or(is_whole) AS is_whole
    FROM effects_undone
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, applied_id
),
badge AS (
    SELECT DISTINCT a.tenant_id, coalesce(m.merged_into_id, m.id) AS member_id, a.what
    FROM effects_applied a
    -- What somebody was given who was merged into another is that other's (T33).
    JOIN members_member m ON m.tenant_id = a.tenant_id AND m.id = a.member_id
    LEFT JOIN undone u ON u.tenant_id = a.tenant_id AND u.applied_id = a.id
    WHERE a.kind = 'badge' AND a.what <> '' AND u.is_whole IS NOT TRUE
        AND (%(tenant)s::bigint IS NULL OR a.tenant_id = %(tenant)s)
)
SELECT 'effects.entries' AS check, a.tenant_id, 'effects_applied' AS table, a.id::text AS id,
    'points of an effect are what its entry gave, to its member' AS rule
FROM effects_applied a
JOIN ledger_entry e ON e.tenant_id = a.tenant_id AND e.id = a.entry_id
JOIN ledger_account c ON c.tenant_id = e.tenant_id AND c.id = e.account_id
JOIN programmes_version v ON v.tenant_id = a.tenant_id AND v.id = a.programme_version_id
LEFT JOIN value ON value.tenant_id = e.tenant_id AND value.number = e.conversion
WHERE (%(tenant)s::bigint IS NULL OR a.tenant_id = %(tenant)s)
    AND (e.kind, e.points::numeric, e.source_id, c.member_id)
        IS DISTINCT FROM (
            'ACCRUAL',
            coalesce(
                floor(
                    a.points * (v.document -> 'money' ->> 'point_value')::numeric * 100
                    / value.value
                ),
                a.points
            ),
            a.id, a.member_id
        )
UNION ALL
SELECT 'effects.sources', e.tenant_id, 'ledger_entry', e.id::text,
    'an entry that names an effect has its row'
FROM ledger_entry e
LEFT JOIN effects_applied a ON a.tenant_id = e.tenant_id AND a.id = e.source_id
WHERE e.source_kind = 'EFFECT' AND a.id IS NULL
    AND (%(tenant)s::bigint IS NULL OR e.tenant_id = %(tenant)s)
UNION ALL
SELECT 'effects.undone', a.tenant_id, 'effects_applied', a.id::text,
    'no more is undone than was applied, and all of it where it is undone as a whole'
FROM effects_applied a
JOIN undone u ON u.tenant_id = a.tenant_id AND u.applied_id = a.id
WHERE u.points > a.points OR (u.is_whole AND u.points <> a.points)
UNION ALL
SELECT 'effects.reversals', u.tenant_id, 'effects_undone', u.applied_id::text,
    'an entry takes back at most what was undone'
FROM effects_undone u
JOIN ledger_entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
WHERE (%(tenant)s::bigint IS NULL OR u.tenant_id = %(tenant)s)
    AND (e.kind <> 'REVERSAL' OR (-e.points > u.points AND NOT EXISTS (
        SELECT 1 FROM value WHERE value.tenant_id = u.tenant_id
    )))
UNION ALL
SELECT 'effects.badges', coalesce(b.tenant_id, h.tenant_id), 'effects_memberbadge',
    coalesce(b.member_id, h.member_id)::text,
    'a member has the badges that effects gave and nothing took away'
FROM badge b
FULL JOIN (
    SELECT DISTINCT b.tenant_id, coalesce(m.merged_into_id, m.id) AS member_id, b.badge
    FROM effects_memberbadge b
    JOIN members_member m ON m.tenant_id = b.tenant_id AND m.id = b.member_id
    WHERE %(tenant)s::bigint IS NULL OR b.tenant_id = %(tenant)s
) h ON h.tenant_id = b.tenant_id AND h.member_id = b.member_id AND h.badge = b.what
JOIN members_member m ON m.tenant_id = coalesce(b.tenant_id, h.tenant_id)
    AND m.id = coalesce(b.member_id, h.member_id) AND m.erased_at IS NULL
WHERE b.member_id IS NULL OR h.member_id IS NULL
ORDER BY 2, 3, 4
LIMIT 100
