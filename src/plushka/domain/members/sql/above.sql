-- above: everybody above a member, whoever brought whom.
WITH RECURSIVE chain AS (
    SELECT m.referrer_id AS id FROM members_member m
    WHERE m.tenant_id = %(tenant)s AND m.id = %(member)s
    UNION
    SELECT m.referrer_id FROM chain c
    JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = c.id
)
SELECT id FROM chain WHERE id IS NOT NULL
