-- What must be true of codes. One row for each that is not: the check, the company, the table, the
-- row, the rule.
SELECT 'codes.made' AS check, b.tenant_id, 'codes_batch' AS table, b.id::text AS id,
    'a batch has as many codes as it says' AS rule
FROM codes_batch b
WHERE (%(tenant)s::bigint IS NULL OR b.tenant_id = %(tenant)s)
    AND b.n_made <> (
        SELECT count(*) FROM codes_code c
        WHERE c.tenant_id = b.tenant_id AND c.batch_id = b.id
    )
UNION ALL
SELECT 'codes.activated', c.tenant_id, 'codes_code', c.id::text,
    'a code is activated when somebody has its activation, and at no other time'
FROM codes_code c
FULL JOIN codes_activation a ON a.tenant_id = c.tenant_id AND a.code_id = c.id
WHERE (%(tenant)s::bigint IS NULL OR c.tenant_id = %(tenant)s)
    AND (c.activated_at, c.batch_id) IS DISTINCT FROM (a.at, a.batch_id)
    AND (c.activated_at IS NOT NULL OR a.id IS NOT NULL)
UNION ALL
SELECT 'codes.entries', a.tenant_id, 'codes_activation', a.id::text,
    'points of an activation are what its entry gave, as a lot of the kind CODE'
FROM codes_activation a
LEFT JOIN ledger_entry e ON e.tenant_id = a.tenant_id AND e.id = a.entry_id
LEFT JOIN ledger_lot l ON l.tenant_id = a.tenant_id AND l.id = a.entry_id
WHERE (%(tenant)s::bigint IS NULL OR a.tenant_id = %(tenant)s)
    AND (a.points, a.points > 0)
        IS DISTINCT FROM (
            coalesce(e.points, 0),
            a.entry_id IS NOT NULL AND coalesce(e.source_id = a.id AND l.kind = 'CODE', FALSE)
        )
UNION ALL
SELECT 'codes.chances', coalesce(a.tenant_id, c.tenant_id), 'codes_activation',
    coalesce(a.id, c.id)::text, 'chances of an activation are those that its code gave in a draw'
FROM (
    SELECT * FROM codes_activation
    WHERE chances > 0 AND (%(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s)
) AS a
FULL JOIN (
    SELECT * FROM draws_chance
    WHERE source_kind = 'CODE' AND (%(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s)
) AS c ON c.tenant_id = a.tenant_id AND c.source_id = a.code_id
WHERE (a.chances, a.member_id) IS DISTINCT FROM (c.n, c.member_id)
UNION ALL
SELECT 'codes.sources', e.tenant_id, 'ledger_entry', e.id::text,
    'an entry of an activation has its activation'
FROM ledger_entry e
WHERE (%(tenant)s::bigint IS NULL OR e.tenant_id = %(tenant)s)
    AND e.source_kind = 'ACTIVATION' AND e.kind = 'ACCRUAL'
    AND NOT EXISTS (
        SELECT FROM codes_activation a
        WHERE a.tenant_id = e.tenant_id AND a.id = e.source_id
            AND (a.entry_id = e.id OR a.entry_id IS NOT NULL AND e.key LIKE '%%:referral')
    )
ORDER BY 1, 2, 4
LIMIT 100
