-- counted: how many members something would be done for, how many points that is, and
-- for how many nothing would be done, by the reason; and the first of those for whom
-- something would. What is planned is worked out once for all of it.
WITH p AS MATERIALIZED ({planned})
SELECT told.why, told.n, told.points, told.member
FROM (
    SELECT p.why, count(*)::bigint AS n, coalesce(sum(p.planned), 0)::bigint AS points,
        NULL::uuid AS member, NULL::uuid AS account
    FROM p
    GROUP BY p.why
    UNION ALL
    (
        SELECT p.why, 1, p.planned::bigint, p.member, p.account FROM p
        WHERE p.why = ''
        ORDER BY p.account
        LIMIT %(most)s
    )
) told
ORDER BY told.account NULLS FIRST, told.why
