-- counted: how many members something would be done for, how many points that is, and
-- for how many nothing would be done, by the reason.
SELECT p.why, count(*)::bigint, coalesce(sum(p.planned), 0)::bigint
FROM ({planned}) p
GROUP BY p.why
ORDER BY p.why
