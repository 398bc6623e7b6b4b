-- remember_answers: keep answers under the keys of their requests.
--
-- A key that another transaction used meanwhile is a unique violation
-- (repeat_key_used_once): what was done under it here must not stand. Sorted
-- by key, so that two lists wait for one another and do not deadlock.
INSERT INTO repeats_answer
    (tenant_id, id, key, operation, fingerprint, status, answer, member_id, created_at)
SELECT t.id, u.id, u.key, u.operation, u.fingerprint, u.status, u.answer::jsonb, u.member_id,
    %(at)s::timestamptz
FROM tenants_tenant t
CROSS JOIN unnest(
    %(ids)s::uuid[], %(keys)s::text[], %(operations)s::text[], %(fingerprints)s::bytea[],
    %(statuses)s::smallint[], %(answers)s::text[], %(members)s::uuid[]
) AS u (id, key, operation, fingerprint, status, answer, member_id)
WHERE t.id = %(tenant)s
ORDER BY u.key
