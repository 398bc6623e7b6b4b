-- recorded_products: lines of receipts of the window, by product; margin where cost is known.
SELECT l.category, l.sku, max(l.name), count(*), sum(l.to_pay)::bigint, sum(l.discount)::bigint,
    sum(l.redeemed)::bigint, sum(l.accrued)::bigint,
    coalesce(sum(l.to_pay - l.cost), 0)::bigint,
    coalesce(sum(l.to_pay) FILTER (WHERE l.cost IS NOT NULL), 0)::bigint
FROM sales_sale s
JOIN sales_saleline l ON l.tenant_id = %(tenant)s AND l.sale_id = s.id
WHERE s.tenant_id = %(tenant)s AND s.at >= %(since)s AND s.at < %(until)s
GROUP BY l.category, l.sku
