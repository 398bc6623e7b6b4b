-- looked_at: of the next members of a list, in its order, those a condition holds of.
--
-- So many are looked at and no more, whatever is asked: the last row is the last one that was
-- looked at, with how many they were, and from there the list goes on.
WITH looked AS MATERIALIZED (
    {walk}
), fitting AS MATERIALIZED (
    SELECT looked.id, looked.place
    FROM looked
    CROSS JOIN LATERAL (
        {known}
        OFFSET 0
    ) AS known
    WHERE {condition}
    ORDER BY looked.place {direction}, looked.id {direction}
    LIMIT %(limit)s
)
(SELECT id, NULL::bigint FROM fitting ORDER BY place {direction}, id {direction})
UNION ALL
(
    SELECT id, (SELECT count(*) FROM looked) FROM looked
    ORDER BY place {opposite}, id {opposite} LIMIT 1
)
