-- find_skipped: say which numbers of a portion have no row, because their code was there before.
SELECT made.number
FROM unnest(%(ids)s::uuid[], %(numbers)s::integer[]) AS made (id, number)
WHERE NOT EXISTS (
    SELECT FROM codes_code AS code
    WHERE code.tenant_id = %(tenant)s AND code.id = made.id
        AND code.batch_id = %(batch)s AND code.number = made.number
)
ORDER BY made.number
