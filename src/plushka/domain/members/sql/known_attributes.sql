-- known_attributes: what the newest members have attributes of.
SELECT DISTINCT code COLLATE "C" AS code
FROM (
    SELECT m.attributes FROM members_member m
    WHERE m.tenant_id = %(tenant)s AND m.erased_at IS NULL
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT %(looked)s
) AS newest
CROSS JOIN LATERAL jsonb_object_keys(newest.attributes) AS code
ORDER BY code
LIMIT 100
