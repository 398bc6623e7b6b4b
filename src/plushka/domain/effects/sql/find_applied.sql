-- find_applied: of each key the last application, whether it was wholly undone since, and why it was
-- left, where it was not carried out.
SELECT DISTINCT ON (a.key) a.key, a.number, EXISTS (
    SELECT 1 FROM effects_undone u
    WHERE u.tenant_id = %(tenant)s AND u.applied_id = a.id AND u.is_whole
), a.facts ->> 'left'
FROM effects_applied a
WHERE a.tenant_id = %(tenant)s AND a.key = ANY(%(keys)s::text[])
ORDER BY a.key, a.number DESC
