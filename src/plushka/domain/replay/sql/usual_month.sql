-- usual_month: what was sold in some days, by how many members, and the margin where it is known.
SELECT count(*), coalesce(sum(s.total), 0)::bigint, count(DISTINCT s.member_id),
    coalesce(sum(l.paid), 0)::bigint, coalesce(sum(l.margin), 0)::bigint
FROM sales_sale s
CROSS JOIN LATERAL (
    SELECT sum(own.to_pay) AS paid, sum(own.to_pay - own.cost) AS margin
    FROM sales_saleline own
    WHERE own.tenant_id = %(tenant)s AND own.sale_id = s.id AND own.cost IS NOT NULL
) l
WHERE s.tenant_id = %(tenant)s AND s.at >= %(since)s AND s.at < %(until)s
