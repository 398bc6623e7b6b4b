-- report: write what providers reported of attempts, once; give all that are known by their
-- name, each with whether this report was the first word on it.
WITH told AS (
    SELECT n.* FROM json_to_recordset(%(rows)s::json) AS n (
        provider_id text, state text, code text, cost bigint, at timestamptz
    )
), known AS (
    -- Of attempts with one name, as where an answer got lost, the last one is meant.
    SELECT DISTINCT ON (n.provider_id)
        a.id, a.cost AS was, n.provider_id, n.state, n.code, n.cost, n.at
    FROM messaging_attempt a
    JOIN told n ON n.provider_id = a.provider_id
    WHERE a.tenant_id = %(tenant)s AND a.connection_id = %(connection)s::uuid
        AND a.provider_id = ANY (%(names)s::text[])
    ORDER BY n.provider_id, a.id DESC
), written AS (
    UPDATE messaging_attempt a
    SET state = k.state, code = k.code, cost = coalesce(k.cost, a.cost), reported_at = k.at
    FROM known k
    WHERE a.tenant_id = %(tenant)s AND a.id = k.id AND a.state IN ('ACCEPTED', 'PERHAPS')
    RETURNING a.id, a.message_id, a.way, a.kind, a.nature
)
SELECT k.provider_id, k.state, k.code, w.message_id, w.way, w.kind, w.nature,
    coalesce(k.cost - coalesce(k.was, 0), 0)
FROM known k
LEFT JOIN written w ON w.id = k.id
