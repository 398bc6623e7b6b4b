-- lock_batches: hold on to the batches of codes, so that none is closed before we are done.
--
-- Many may at once; whoever closes waits for them, and they for whoever closes.
SELECT
    b.id, b.number, b.name, b.prefix, b.state, b.valid_from, b.valid_until,
    b.most_per_member, b.most_per_day, b.gives::text
FROM (
    SELECT DISTINCT c.batch_id AS id
    FROM codes_code c
    WHERE c.tenant_id = %(tenant)s AND c.id = ANY(%(codes)s::uuid[])
    ORDER BY 1
) AS wanted
CROSS JOIN LATERAL (
    SELECT own.*
    FROM codes_batch own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id
    FOR SHARE
) AS b
