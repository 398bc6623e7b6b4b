-- last_purchases: how many of a member's purchases did not wholly come back, the last of these, and
-- the last on an earlier local day than its. A sale that comes back right now is left out.
WITH kept AS (
    SELECT s.at, (s.at AT TIME ZONE %(zone)s)::date AS day
    FROM sales_sale s
    WHERE s.tenant_id = %(tenant)s AND s.member_id = %(member)s AND s.id IS DISTINCT FROM %(but)s::uuid
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
SELECT count(*), max(at), max(at) FILTER (WHERE day < (SELECT max(day) FROM kept))
FROM kept
