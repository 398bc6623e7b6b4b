-- enter: give chances in draws that are open, and say of each of them what came of it: NEW, AGAIN,
-- or the state of a draw that takes none. The draws are locked against closing first: whoever
-- closes one waits for us, and whoever comes after that finds it closed.
WITH asked AS (
    SELECT n.* FROM json_to_recordset(%(rows)s::json) AS n (
        id uuid, place int, draw_id uuid, member_id uuid, source_kind text, source_id uuid, n int
    )
), taking AS MATERIALIZED (
    SELECT d.id FROM draws_draw d
    WHERE d.tenant_id = %(tenant)s AND d.id IN (SELECT a.draw_id FROM asked a)
        AND d.state = 'OPEN' AND d.opens_at <= %(at)s AND d.closes_at > %(at)s
    ORDER BY d.id
    FOR SHARE
), entered AS (
    INSERT INTO draws_chance (
        tenant_id, id, draw_id, member_id, source_kind, source_id, n, at
    )
    SELECT %(tenant)s, a.id, a.draw_id, a.member_id, a.source_kind, a.source_id, a.n, %(at)s
    FROM asked a JOIN taking t ON t.id = a.draw_id
    ORDER BY a.draw_id, a.source_kind, a.source_id, a.place
    ON CONFLICT (tenant_id, draw_id, source_kind, source_id) DO NOTHING
    RETURNING id
)
SELECT CASE
    WHEN e.id IS NOT NULL THEN 'NEW'
    WHEN t.id IS NOT NULL OR EXISTS (
        SELECT 1 FROM draws_chance c
        WHERE c.tenant_id = %(tenant)s AND c.draw_id = a.draw_id
            AND c.source_kind = a.source_kind AND c.source_id = a.source_id
    ) THEN 'AGAIN'
    WHEN d.state = 'OPEN' AND d.opens_at > %(at)s THEN 'DRAFT'
    WHEN d.state = 'OPEN' THEN 'CLOSED'
    ELSE d.state
END
FROM asked a
LEFT JOIN entered e ON e.id = a.id
LEFT JOIN taking t ON t.id = a.draw_id
LEFT JOIN draws_draw d ON d.tenant_id = %(tenant)s AND d.id = a.draw_id
ORDER BY a.place
