-- returned: returns that reached us since a moment, in the order they were decided.
--
-- One without a receipt (T41) names its member, and what came back in one sum.
SELECT
    r.id, r.sale_id, r.at, r.received_at, coalesce(s.is_itemised, false), r.points_back,
    r.accrual_reversed,
    (
        SELECT json_agg(json_build_array(l.number, l.quantity) ORDER BY l.number)::text
        FROM sales_returnline l
        WHERE l.tenant_id = %(tenant)s AND l.sale_return_id = r.id
    ),
    r.member_id, a.id, r.money_back
FROM sales_return r
LEFT JOIN sales_sale s ON s.tenant_id = %(tenant)s AND s.id = r.sale_id
LEFT JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = r.member_id AND a.unit = 'BONUS'
WHERE r.tenant_id = %(tenant)s AND r.received_at >= %(since)s
ORDER BY r.id
