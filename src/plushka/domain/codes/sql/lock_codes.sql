-- lock_codes: lay a hand on every code of a list, all in the same order: one of many is first.
SELECT c.id, c.batch_id, c.number, c.activated_at IS NOT NULL
FROM unnest(%(codes)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT own.*
    FROM codes_code own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id
    FOR UPDATE
) AS c
