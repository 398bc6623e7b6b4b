-- fates: take reported messages on: what is delivered has ended, what failed goes by another way.
UPDATE messaging_message m
SET state = n.state, due_at = n.due_at, code = n.code, n_tries = 0,
    ways_tried = CASE WHEN n.state = 'WAITING' THEN m.ways_tried || to_jsonb(n.way)
        ELSE m.ways_tried END
FROM json_to_recordset(%(rows)s::json) AS n (
    id uuid, state text, due_at timestamptz, way text, code text
)
WHERE m.tenant_id = %(tenant)s AND m.id = n.id AND m.way = n.way
    AND (m.state = 'SENT' OR (m.state = 'PERHAPS' AND n.state = 'DELIVERED'))
