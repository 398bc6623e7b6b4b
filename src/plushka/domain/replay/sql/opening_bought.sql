-- opening_bought: purchases that reached us before a moment, and what had come back by then.
SELECT a.id, s.member_id, s.id, s.at, s.received_at, s.counted,
    (
        SELECT json_agg(json_build_array(r.received_at, r.counted) ORDER BY r.id)::text
        FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id AND r.received_at < %(begins)s
    ),
    CASE WHEN EXISTS (
        SELECT 1 FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id AND r.received_at < %(begins)s
    ) THEN NOT EXISTS (
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
                    AND r.received_at < %(begins)s
            )
    ) ELSE false END
FROM sales_sale s
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = s.member_id AND a.unit = 'BONUS'
WHERE s.tenant_id = %(tenant)s AND s.received_at < %(begins)s
    AND NOT EXISTS (
        SELECT 1 FROM sales_claim c
        WHERE c.tenant_id = %(tenant)s AND c.sale_id = s.id AND c.at >= %(begins)s
    )
UNION ALL
-- What came back without a receipt (T41) takes from the sum, and is no purchase.
SELECT a.id, r.member_id, r.id, r.at, '-infinity'::timestamptz, 0,
    json_build_array(json_build_array(r.received_at, r.counted))::text, true
FROM sales_return r
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = r.member_id AND a.unit = 'BONUS'
WHERE r.tenant_id = %(tenant)s AND r.sale_id IS NULL AND r.received_at < %(begins)s
ORDER BY 3
