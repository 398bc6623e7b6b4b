-- locate_shared: whose these identifiers are, where one may be a word said at any company (U36).
--
-- The word is looked up among all persons, and then only among the members here who asked for it.
-- It is read each time, so a word that was given up finds nobody from that moment on. As locate:
--
-- A replaced card finds nobody; nor does an erased member's id. What finds
-- nobody is not among the rows. Who was merged into another is found as that
-- other (T33).
SELECT i.kind, i.value, coalesce(m.merged_into_id, m.id)
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS named (kind, value)
JOIN members_identifier i
    ON i.tenant_id = %(tenant)s AND i.kind = named.kind AND i.value = named.value
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = i.member_id
WHERE i.retired_at IS NULL
UNION ALL
SELECT 'ID', m.id::text, coalesce(m.merged_into_id, m.id)
FROM members_member m
WHERE m.tenant_id = %(tenant)s AND m.id = ANY (%(ids)s::uuid[]) AND m.erased_at IS NULL
UNION ALL
SELECT 'ALIAS', w.word, coalesce(m.merged_into_id, m.id)
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS named (kind, value)
JOIN aliases_word w ON w.word = named.value AND w.retired_at IS NULL
JOIN members_sharedalias s ON s.tenant_id = %(tenant)s AND s.holder_id = w.holder_id
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = s.member_id
WHERE named.kind = 'ALIAS'
