-- journal: of the next messages before a moment, newest first, those that were asked for.
--
-- So many are looked at and no more. Every row ends with the last one looked at, where there may
-- be more; where none was asked for, one row of nothing says so.
WITH looked AS MATERIALIZED (
    SELECT m.id, m.created_at, m.kind, m.way, m.state
    FROM messaging_message m
    WHERE m.tenant_id = %(tenant)s
        AND m.created_at >= %(since)s AND m.created_at < %(until)s
        AND (m.created_at, m.id) < (%(before)s::timestamptz, %(before_id)s::uuid)
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT %(look)s
), ending AS (
    SELECT count(*) AS n, (SELECT id FROM looked ORDER BY created_at, id LIMIT 1) AS last
    FROM looked
)
SELECT m.id, ending.n, ending.last
FROM ending
LEFT JOIN (
    SELECT m.id, m.created_at
    FROM looked m
    WHERE (%(kind)s = '' OR m.kind = %(kind)s)
        AND (%(way)s = '' OR m.way = %(way)s)
        AND (%(state)s = '' OR m.state = %(state)s)
        AND (%(pressed)s = '' OR EXISTS (
            SELECT FROM messaging_attempt a
            WHERE a.tenant_id = %(tenant)s AND a.message_id = m.id AND a.pressed = %(pressed)s
        ))
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT %(limit)s
) AS m ON true
ORDER BY m.created_at DESC, m.id DESC
