-- What must be true of draws. One row for each that is not: the check, the company, the draw, the
-- rule. The digest of a list is that of the file as everybody can download it.
WITH list AS (
    SELECT t.tenant_id, t.draw_id, max(t.last) AS n_tickets,
        sum(t.last - t.first + 1) AS n_numbers, count(*) AS n_members,
        encode(sha256(convert_to(
            'first_ticket,last_ticket,participant' || E'\n'
                || string_agg(format(E'%%s,%%s,%%s\n', t.first, t.last, t.participant), ''
                    ORDER BY t.first),
            'UTF8'
        )), 'hex') AS digest
    FROM draws_ticket t
    WHERE %(tenant)s::bigint IS NULL OR t.tenant_id = %(tenant)s
    GROUP BY t.tenant_id, t.draw_id
)
SELECT 'draws.list' AS check, d.tenant_id, d.id::text AS id,
    'the list of a draw is the one that was told at closing' AS rule
FROM draws_draw d
LEFT JOIN list l ON l.tenant_id = d.tenant_id AND l.draw_id = d.id
WHERE (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
    AND (coalesce(l.n_tickets, 0), coalesce(l.n_numbers, 0), coalesce(l.n_members, 0))
        <> (coalesce(d.n_tickets, 0), coalesce(d.n_tickets, 0), coalesce(d.n_members, 0))
    OR (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
        AND l.digest IS NOT NULL AND l.digest <> d.list_digest
UNION ALL
SELECT 'draws.seed', d.tenant_id, d.id::text,
    'the seed of a draw is the one that was promised at opening'
FROM draws_draw d
WHERE (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
    AND d.seed <> '' AND encode(sha256(decode(d.seed, 'hex')), 'hex') <> d.commitment
ORDER BY 1, 2, 3
LIMIT 100
