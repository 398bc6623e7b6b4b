-- list_sales_with_receipt: the sales that tills gave a number, one an outlet at most.
SELECT
    s.id, s.at, s.receipt, s.outlet_id, s.member_id, s.staff, s.total, s.discount, s.redeemed,
    s.to_pay, s.accrued,
    (
        SELECT coalesce(sum(r.money_back), 0)::bigint FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
    ),
    0, NULL::uuid
FROM tenants_outlet o
JOIN sales_sale s
    ON s.tenant_id = o.tenant_id AND s.outlet_id = o.id AND s.receipt = %(receipt)s
WHERE o.tenant_id = %(tenant)s AND s.at >= %(since)s AND s.at < %(until)s
    AND (s.at, s.id) < (%(before)s::timestamptz, %(before_id)s::uuid)
    AND (%(outlet)s::uuid IS NULL OR s.outlet_id = %(outlet)s::uuid)
    AND (%(staff)s = '' OR strpos(lower(s.staff), %(staff)s) > 0)
ORDER BY s.at DESC, s.id DESC
LIMIT %(limit)s
