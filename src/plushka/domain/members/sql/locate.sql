-- locate: whose these identifiers are.
--
-- A replaced card finds nobody; nor does an erased member's id. What finds
-- nobody is not among the rows.
SELECT i.kind, i.value, i.member_id
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS named (kind, value)
JOIN members_identifier i
    ON i.tenant_id = %(tenant)s AND i.kind = named.kind AND i.value = named.value
WHERE i.retired_at IS NULL
UNION ALL
SELECT 'ID', m.id::text, m.id
FROM members_member m
WHERE m.tenant_id = %(tenant)s AND m.id = ANY (%(ids)s::uuid[]) AND m.erased_at IS NULL
