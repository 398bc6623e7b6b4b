-- count_looked: of so many members, how many a condition holds of, and how many there were.
WITH looked AS MATERIALIZED (
    {walk}
)
SELECT
    (
        SELECT count(*) FROM looked
        CROSS JOIN LATERAL (
            {known}
            OFFSET 0
        ) AS known
        WHERE {condition}
    ),
    (SELECT count(*) FROM looked)
