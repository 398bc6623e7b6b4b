-- list_sales_of_member: the sales of one member, and of who was merged into
-- them, newest first.
SELECT
    s.id, s.at, s.receipt, s.outlet_id, s.member_id, s.staff, s.total, s.discount, s.redeemed,
    s.to_pay, s.accrued,
    (
        SELECT coalesce(sum(r.money_back), 0)::bigint FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
    ),
    0, NULL::uuid
FROM sales_sale s
WHERE s.tenant_id = %(tenant)s AND s.member_id = ANY (%(members)s::uuid[])
    AND s.at >= %(since)s AND s.at < %(until)s
    AND (s.at, s.id) < (%(before)s::timestamptz, %(before_id)s::uuid)
    AND (%(outlet)s::uuid IS NULL OR s.outlet_id = %(outlet)s::uuid)
    AND (%(receipt)s = '' OR s.receipt = %(receipt)s)
    AND (%(staff)s = '' OR strpos(lower(s.staff), %(staff)s) > 0)
ORDER BY s.at DESC, s.id DESC
LIMIT %(limit)s
