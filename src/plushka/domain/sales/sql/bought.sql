-- bought: what stands of a member's purchases, in kopecks that tiers look at, how many of
-- them did not wholly come back, the last of these, and the last on an earlier local day.
WITH kept AS (
    SELECT s.at, (s.at AT TIME ZONE %(zone)s)::date AS day
    FROM sales_sale s
    WHERE s.tenant_id = %(tenant)s AND s.member_id = %(member)s
        AND EXISTS (
            SELECT 1
            FROM sales_saleline l
            WHERE l.tenant_id = %(tenant)s AND l.sale_id = s.id
                AND l.quantity > (
                    SELECT coalesce(sum(b.quantity), 0)
                    FROM sales_return r
                    JOIN sales_returnline b
                        ON b.tenant_id = %(tenant)s AND b.sale_return_id = r.id
                        AND b.number = l.number
                    WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
                )
        )
)
SELECT
    (
        SELECT coalesce(sum(s.counted - coalesce(b.counted, 0)), 0)::bigint
        FROM sales_sale s
        LEFT JOIN LATERAL (
            SELECT sum(r.counted) AS counted FROM sales_return r
            WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
        ) b ON true
        WHERE s.tenant_id = %(tenant)s AND s.member_id = %(member)s
    ),
    count(*), max(at), max(at) FILTER (WHERE day < (SELECT max(day) FROM kept))
FROM kept
