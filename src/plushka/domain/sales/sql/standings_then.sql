-- standings_then: what was known of buyers when sales of theirs were recorded (T7).
--
-- Ids rise in the order sales reached us. What had come back by then does not
-- count, as the member's own summary has it.
SELECT s.id, s.tier, coalesce(b.paid, 0)::bigint, coalesce(b.n, 0)::bigint, b.last_at
FROM sales_sale s
CROSS JOIN LATERAL (
    SELECT sum(p.counted - r.counted) AS paid,
        count(*) FILTER (WHERE NOT r.is_whole) AS n,
        max(p.at) FILTER (WHERE NOT r.is_whole) AS last_at
    FROM sales_sale p
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(x.counted), 0) AS counted,
            -- Of most sales nothing came back, and their lines need not be read.
            CASE WHEN count(*) = 0 THEN false ELSE sum(x.quantity) >= (
                SELECT sum(l.quantity) FROM sales_saleline l
                WHERE l.tenant_id = %(tenant)s AND l.sale_id = p.id
            ) END AS is_whole
        FROM (
            SELECT b.counted, (
                SELECT sum(rl.quantity) FROM sales_returnline rl
                WHERE rl.tenant_id = %(tenant)s AND rl.sale_return_id = b.id
            ) AS quantity
            FROM sales_return b
            WHERE b.tenant_id = %(tenant)s AND b.sale_id = p.id
                AND b.id < s.id
        ) x
    ) r
    WHERE p.tenant_id = %(tenant)s AND p.member_id = s.member_id AND p.id < s.id
) b
WHERE s.tenant_id = %(tenant)s AND s.id = ANY(%(sales)s::uuid[]) AND s.member_id IS NOT NULL
