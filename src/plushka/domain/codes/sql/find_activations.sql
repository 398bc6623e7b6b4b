-- find_activations: who activated codes, and what it gave. What somebody activated who was merged
-- into another is that other's (T33).
SELECT
    a.code_id, a.id, a.batch_id,
    CASE WHEN m.merged_into_id IS NULL THEN m.id ELSE m.merged_into_id END,
    a.points, a.chances, a.at
FROM codes_activation a
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = a.member_id
WHERE a.tenant_id = %(tenant)s AND a.code_id = ANY(%(codes)s::uuid[])
