-- due: messages whose time has come, codes first, locked. One that waits behind an earlier one
-- of its kind for the same member waits on: what a person is told, they are told in order.
SELECT m.id, m.member_id, m.contact_id, c.phone, m.kind, m.nature, m.text, m.subject,
    m.by_way::text, m.language, m.valid_until, m.n_tries, m.ways_tried::text, m.way, m.code, m.cause
FROM messaging_message m
LEFT JOIN members_contact c ON c.tenant_id = %(tenant)s AND c.id = m.contact_id
WHERE m.tenant_id = %(tenant)s AND m.state = 'WAITING' AND m.due_at <= %(at)s::timestamptz
    AND NOT EXISTS (
        SELECT FROM messaging_message e
        WHERE e.tenant_id = %(tenant)s AND e.member_id = m.member_id AND e.nature = m.nature
            AND e.state IN ('WAITING', 'SENDING') AND e.id < m.id
    )
ORDER BY m.nature, m.due_at, m.id
LIMIT %(most)s
FOR UPDATE OF m SKIP LOCKED
