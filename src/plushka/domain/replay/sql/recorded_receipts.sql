-- recorded_receipts: receipts of the window, by member and the tier they were judged by.
SELECT s.member_id, s.tier, count(*), sum(s.total)::bigint, sum(s.to_pay)::bigint,
    sum(s.discount)::bigint, sum(s.redeemed)::bigint, sum(s.accrued)::bigint
FROM sales_sale s
WHERE s.tenant_id = %(tenant)s AND s.at >= %(since)s AND s.at < %(until)s
GROUP BY s.member_id, s.tier
