-- bundle_rows: rows of one key are taken together, the earliest first.
--
-- A bundle's turn is its place in time, and by its first row where two are of one moment.
UPDATE imports_importrow r
SET bundle = turns.first, turn = turns.turn
FROM (
    SELECT own.keys[1] AS key, min(own.number) AS first,
        row_number() OVER (ORDER BY min(own.at), min(own.number)) AS turn
    FROM imports_importrow own
    WHERE own.tenant_id = %(tenant)s AND own.source_id = %(source)s AND cardinality(own.keys) > 0
    GROUP BY own.keys[1]
) turns
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.keys[1] = turns.key
