-- find_uplines: who brought members, who brought those, and so on, nearest first.
--
-- The database walks the chain, so its length is nobody's stack; it ends after
-- so many steps, or where nobody brought the member.
WITH RECURSIVE chain AS (
    SELECT m.id AS member, m.referrer_id AS above, 1 AS level
    FROM members_member m
    WHERE m.tenant_id = %(tenant)s AND m.id = ANY(%(members)s::uuid[])
        AND m.referrer_id IS NOT NULL
    UNION ALL
    SELECT c.member, m.referrer_id, c.level + 1
    FROM chain c
    JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = c.above
    WHERE c.level < %(levels)s::int AND m.referrer_id IS NOT NULL
)
SELECT member, above FROM chain ORDER BY member, level
