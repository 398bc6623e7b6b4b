-- meet_silent: remember who came after a long silence; a doubt stays as old as it is (T43).
UPDATE members_member m
SET proved_at = CASE WHEN u.is_proved THEN %(at)s::timestamptz ELSE m.proved_at END,
    doubted_at = CASE WHEN u.is_proved THEN NULL ELSE coalesce(m.doubted_at, %(at)s) END
FROM json_to_recordset(%(rows)s::json) AS u (member uuid, is_proved boolean)
WHERE m.tenant_id = %(tenant)s AND m.id = u.member
