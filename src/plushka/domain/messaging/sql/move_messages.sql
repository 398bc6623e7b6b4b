-- move_messages: write how far messages have come. One that was forgotten meanwhile is not there.
UPDATE messaging_message m
SET state = n.state, due_at = n.due_at, n_tries = n.n_tries, ways_tried = n.ways_tried,
    way = n.way, code = n.code
FROM json_to_recordset(%(rows)s::json) AS n (
    id uuid, state text, due_at timestamptz, n_tries smallint, ways_tried jsonb, way text,
    code text, before text[]
)
WHERE m.tenant_id = %(tenant)s AND m.id = n.id AND m.state = ANY (n.before)
