-- cut_off: attempts that nobody is at any more, with what their messages need to go on. Those of
-- messages that were forgotten meanwhile end too.
WITH ended AS (
    UPDATE messaging_attempt a
    SET state = 'PERHAPS', code = 'cut_off', ended_at = %(at)s::timestamptz
    WHERE a.tenant_id = %(tenant)s AND a.state = 'STARTED'
    RETURNING a.message_id, a.way, a.connection_id
)
SELECT m.id, m.nature, m.n_tries, m.ways_tried::text, ended.way,
    (SELECT c.provider FROM messaging_connection c
     WHERE c.tenant_id = %(tenant)s AND c.id = ended.connection_id)
FROM ended
JOIN messaging_message m ON m.tenant_id = %(tenant)s AND m.id = ended.message_id
