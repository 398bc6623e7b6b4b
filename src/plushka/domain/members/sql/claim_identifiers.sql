-- claim_identifiers: give identifiers to members, where nobody has them yet.
--
-- Comes back what was got. Where another transaction is about to take the same
-- one, this waits to see whether it does. Sorted, so that two lists which want
-- the same identifiers wait for one another and do not deadlock.
INSERT INTO members_identifier (
    tenant_id, id, member_id, kind, value, created_at, retired_at, retire_reason
)
SELECT m.tenant_id, n.id, m.id, n.kind, n.value, %(at)s, %(retired_at)s::timestamptz,
    %(retire_reason)s::text
FROM members_member m
JOIN unnest(%(ids)s::uuid[], %(members)s::uuid[], %(kinds)s::text[], %(values)s::text[])
    AS n (id, member_id, kind, value) ON m.id = n.member_id
WHERE m.tenant_id = %(tenant)s
ORDER BY n.kind, n.value
ON CONFLICT (tenant_id, kind, value) DO NOTHING
RETURNING id
