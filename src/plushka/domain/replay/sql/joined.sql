-- joined: when those became members whom somebody brought.
SELECT m.id, m.created_at
FROM members_member m
WHERE m.tenant_id = %(tenant)s AND m.referrer_id IS NOT NULL
