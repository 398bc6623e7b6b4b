-- press: write the keys that were pressed in calls, each call's first; give whose calls they were.
UPDATE messaging_attempt a
SET pressed = n.pressed
FROM json_to_recordset(%(rows)s::json) AS n (provider_id text, pressed text)
WHERE a.tenant_id = %(tenant)s AND a.connection_id = %(connection)s::uuid
    AND a.provider_id = n.provider_id AND a.provider_id = ANY (%(names)s::text[])
    AND a.pressed = ''
RETURNING (
    SELECT m.member_id FROM messaging_message m
    WHERE m.tenant_id = a.tenant_id AND m.id = a.message_id
), a.pressed
