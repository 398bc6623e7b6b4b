-- What must be true of words that several companies know: the check, the company, the table, the
-- row, the rule. A person is nobody's row: the company is the one asked for, and null for all.
SELECT 'members.aliases', %(tenant)s::bigint, 'aliases_holder', h.id::text,
    'a person is counted at as many companies as name them by their alias'
FROM aliases_holder h
LEFT JOIN (
    SELECT holder_id, count(*) AS n, bool_or(tenant_id = %(tenant)s) AS is_here
    FROM members_sharedalias
    GROUP BY holder_id
) link ON link.holder_id = h.id
WHERE (%(tenant)s::bigint IS NULL OR link.is_here)
    AND h.n_companies <> coalesce(link.n, 0)
ORDER BY 4
LIMIT 100
