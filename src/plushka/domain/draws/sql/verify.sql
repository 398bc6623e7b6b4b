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
),
given AS (
    SELECT c.tenant_id, c.draw_id, sum(c.n) AS n
    FROM draws_chance c
    WHERE %(tenant)s::bigint IS NULL OR c.tenant_id = %(tenant)s
    GROUP BY c.tenant_id, c.draw_id
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
SELECT 'draws.chances', d.tenant_id, d.id::text,
    'each chance of a closed draw is a ticket, or was told to be left out'
FROM draws_draw d
LEFT JOIN given g ON g.tenant_id = d.tenant_id AND g.draw_id = d.id
WHERE (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
    AND d.closed_at IS NOT NULL AND coalesce(g.n, 0) <> d.n_tickets + d.n_left_out
UNION ALL
SELECT 'draws.winners', w.tenant_id, w.draw_id::text,
    'a winner has the ticket that was drawn'
FROM draws_winner w
JOIN draws_ticket t ON t.tenant_id = w.tenant_id AND t.id = w.ticket_id
WHERE (%(tenant)s::bigint IS NULL OR w.tenant_id = %(tenant)s)
    AND (t.draw_id <> w.draw_id OR w.number NOT BETWEEN t.first AND t.last)
UNION ALL
SELECT 'draws.prizes', d.tenant_id, d.id::text,
    'no prize of a draw is given to more winners than there are pieces of it'
FROM draws_draw d
CROSS JOIN LATERAL (
    SELECT w.prize, count(*) AS n
    FROM draws_winner w
    WHERE w.tenant_id = d.tenant_id AND w.draw_id = d.id AND w.state IN ('WON', 'HANDED_OVER')
    GROUP BY w.prize
) AS won
WHERE (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
    AND won.n > coalesce((d.prizes -> won.prize ->> 'count')::int, 0)
UNION ALL
SELECT 'draws.seed', d.tenant_id, d.id::text,
    'the seed of a draw is the one that was promised at opening'
FROM draws_draw d
WHERE (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
    AND d.seed <> '' AND encode(sha256(decode(d.seed, 'hex')), 'hex') <> d.commitment
ORDER BY 1, 2, 3
LIMIT 100
