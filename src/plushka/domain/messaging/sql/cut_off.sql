-- cut_off: attempts that nobody is at any more, with what their messages need to go on.
UPDATE messaging_attempt a
SET state = 'PERHAPS', code = 'cut_off', ended_at = %(at)s::timestamptz
FROM messaging_message m
WHERE a.tenant_id = %(tenant)s AND a.state = 'STARTED'
    AND m.tenant_id = %(tenant)s AND m.id = a.message_id
RETURNING m.id, m.nature, m.n_tries, m.ways_tried::text, a.way,
    (SELECT c.provider FROM messaging_connection c
     WHERE c.tenant_id = %(tenant)s AND c.id = a.connection_id)
