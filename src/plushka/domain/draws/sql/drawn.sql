-- drawn: the draws that are drawn, with what their winners follow from, and the tickets that won
-- in the order of drawing.
SELECT d.tenant_id, d.id, d.seed, d.list_digest, d.outside_value,
    d.reserves + (
        SELECT coalesce(sum((p ->> 'count')::int), 0)::int FROM jsonb_array_elements(d.prizes) p
    ),
    d.is_once_a_member,
    ARRAY(
        SELECT w.number FROM draws_winner w
        WHERE w.tenant_id = d.tenant_id AND w.draw_id = d.id
        ORDER BY w.place
    ),
    d.outside_round, d.outside_signature
FROM draws_draw d
WHERE d.state = 'DRAWN' AND (%(tenant)s::bigint IS NULL OR d.tenant_id = %(tenant)s)
ORDER BY d.tenant_id, d.id
