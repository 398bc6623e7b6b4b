-- find_applied: of each key the last application, whether it was wholly undone since, and why it was
-- left, where it was not carried out. What was applied to who was merged into a member counts as
-- applied to the member (T33).
SELECT DISTINCT ON (asked.key) asked.key, a.number, EXISTS (
    SELECT 1 FROM effects_undone u
    WHERE u.tenant_id = %(tenant)s AND u.applied_id = a.id AND u.is_whole
), a.facts ->> 'left'
FROM (
    SELECT key, key AS known FROM unnest(%(keys)s::text[]) AS named (key)
    UNION ALL
    SELECT named.key, replace(named.key, m.merged_into_id::text, m.id::text)
    FROM unnest(%(keys)s::text[], %(members)s::uuid[]) AS named (key, member)
    JOIN members_member m ON m.tenant_id = %(tenant)s AND m.merged_into_id = named.member
) AS asked
JOIN effects_applied a ON a.tenant_id = %(tenant)s AND a.key = asked.known
ORDER BY asked.key, a.number DESC
