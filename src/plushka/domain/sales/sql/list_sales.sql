-- list_sales: of the next sales before a moment, newest first, those that were asked for.
--
-- So many are looked at and no more. Every row ends with how many they were and the last of
-- them; where none was asked for, one row of nothing says so.
WITH looked AS MATERIALIZED (
    SELECT s.id, s.at, s.receipt, s.outlet_id, s.member_id, s.staff, s.total, s.discount,
        s.redeemed, s.to_pay, s.accrued
    FROM sales_sale s
    WHERE s.tenant_id = %(tenant)s AND s.at >= %(since)s AND s.at < %(until)s
        AND (s.at, s.id) < (%(before)s::timestamptz, %(before_id)s::uuid)
    ORDER BY s.at DESC, s.id DESC
    LIMIT %(look)s
), ending AS (
    SELECT count(*) AS n, (SELECT id FROM looked ORDER BY at, id LIMIT 1) AS last FROM looked
)
SELECT s.*, ending.n, ending.last
FROM ending
LEFT JOIN (
    SELECT
    s.id, s.at, s.receipt, s.outlet_id, s.member_id, s.staff, s.total, s.discount, s.redeemed,
    s.to_pay, s.accrued,
    (
        SELECT coalesce(sum(r.money_back), 0)::bigint FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
    )
    FROM looked s
    WHERE (%(outlet)s::uuid IS NULL OR s.outlet_id = %(outlet)s::uuid)
        AND (%(staff)s = '' OR strpos(lower(s.staff), %(staff)s) > 0)
    ORDER BY s.at DESC, s.id DESC
    LIMIT %(limit)s
) AS s ON true
ORDER BY s.at DESC, s.id DESC
