-- recorded_returns: what came back in the window, and the margin that went with it.
SELECT count(*), coalesce(sum(r.money_back), 0)::bigint, coalesce(sum(m.margin), 0)::bigint
FROM sales_return r
CROSS JOIN LATERAL (
    SELECT sum(b.money - div(l.cost * b.quantity, l.quantity)) AS margin
    FROM sales_returnline b
    JOIN sales_saleline l
        ON l.tenant_id = %(tenant)s AND l.sale_id = r.sale_id AND l.number = b.number
    WHERE b.tenant_id = %(tenant)s AND b.sale_return_id = r.id
) m
WHERE r.tenant_id = %(tenant)s AND r.at >= %(since)s AND r.at < %(until)s
