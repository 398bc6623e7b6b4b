-- opening_budgets: sales from before a moment that were promised something by a campaign, and what
-- had come back of them by then: their lines, and each return's, only where something had. What
-- came back before a receipt was claimed took nothing from what the claim was promised.
SELECT s.at, o.code, s.promises::text, s.version_id, s.member_id, s.tier, s.days_since,
    s.days_since_earlier_day, s.is_itemised, back.lines,
    CASE WHEN back.lines IS NOT NULL THEN (
        SELECT json_agg(json_build_array(
            l.number, l.quantity, l.total, l.to_pay, l.redeemed, l.category, l.sku, 0,
            l.discount, l.name, l.supplier, l.price, l.cost
        ) ORDER BY l.number)::text
        FROM sales_saleline l
        WHERE l.tenant_id = %(tenant)s AND l.sale_id = s.id
    ) END
FROM sales_sale s
JOIN tenants_outlet o ON o.tenant_id = %(tenant)s AND o.id = s.outlet_id
LEFT JOIN sales_claim c ON c.tenant_id = %(tenant)s AND c.sale_id = s.id
CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array(coalesce(r.received_at >= c.at, true), (
        SELECT json_agg(json_build_array(b.number, b.quantity) ORDER BY b.number)
        FROM sales_returnline b
        WHERE b.tenant_id = %(tenant)s AND b.sale_return_id = r.id
    )) ORDER BY r.id)::text AS lines
    FROM sales_return r
    WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id AND r.received_at < %(begins)s
) back
WHERE s.tenant_id = %(tenant)s AND s.received_at < %(begins)s
    AND (c.at IS NULL OR c.at < %(begins)s)
    AND jsonb_path_exists(s.promises, '$[*].v')
