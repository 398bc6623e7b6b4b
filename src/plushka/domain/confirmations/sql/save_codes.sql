-- save_codes: count the wrong tries of codes, and close those that were used.
UPDATE confirmations_confirmation c
SET tries = c.tries + n.tries,
    closed_at = CASE WHEN n.is_used THEN %(at)s::timestamptz ELSE c.closed_at END
FROM unnest(%(ids)s::uuid[], %(tries)s::smallint[], %(is_used)s::boolean[])
    AS n (id, tries, is_used)
WHERE c.tenant_id = %(tenant)s AND c.id = n.id
