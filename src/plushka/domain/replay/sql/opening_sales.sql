-- opening_sales: sales from before a moment some of which came back after it.
SELECT s.id, s.at, o.code, s.promises::text,
    s.version_id, a.id, CASE WHEN a.id IS NULL THEN NULL ELSE s.member_id END, s.tier, s.days_since, s.days_since_earlier_day,
    s.redemption_id, s.accrual_id,
    (
        SELECT json_agg(json_build_array(e.conversion, e.points) ORDER BY e.number)::text
        FROM ledger_entry e
        WHERE e.tenant_id = %(tenant)s AND e.posted_at < %(begins)s
            AND (e.id = s.accrual_id OR e.undoes_id = s.accrual_id AND e.kind = 'REVERSAL')
    ),
    (
        SELECT json_agg(json_build_array(
            l.number, l.quantity, l.total, l.to_pay, l.redeemed, l.category, l.sku,
            (
                SELECT coalesce(sum(b.quantity), 0)
                FROM sales_return r
                JOIN sales_returnline b
                    ON b.tenant_id = %(tenant)s AND b.sale_return_id = r.id
                    AND b.number = l.number
                WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
                    AND r.received_at < %(begins)s
            ),
            l.discount, l.name, l.supplier, l.price, l.cost
        ) ORDER BY l.number)::text
        FROM sales_saleline l
        WHERE l.tenant_id = %(tenant)s AND l.sale_id = s.id
    ),
    (
        SELECT json_agg(json_build_array(
            e.account_id, w.member_id, w.tier, w.promise, w.entry_id,
            (
                SELECT json_agg(json_build_array(b.conversion, b.points) ORDER BY b.number)
                FROM ledger_entry b
                WHERE b.tenant_id = %(tenant)s AND b.posted_at < %(begins)s
                    AND (b.id = e.id OR b.undoes_id = e.id AND b.kind = 'REVERSAL')
            ),
            e.posted_at
        ) ORDER BY w.number)::text
        FROM sales_salereward w
        JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.id = w.entry_id
        WHERE w.tenant_id = %(tenant)s AND w.sale_id = s.id AND c.id IS NULL
    ),
    (
        SELECT json_agg(
            json_build_array(u.lot_id, e.conversion, u.points) ORDER BY e.number, u.number
        )::text
        FROM ledger_entry e
        JOIN ledger_lotuse u
            ON u.tenant_id = %(tenant)s AND u.entry_id = e.id AND u.used_at < %(begins)s
        WHERE e.tenant_id = %(tenant)s
            AND (e.id = s.redemption_id OR e.undoes_id = s.redemption_id AND e.kind = 'RETURN')
    )
FROM sales_sale s
JOIN tenants_outlet o ON o.tenant_id = %(tenant)s AND o.id = s.outlet_id
LEFT JOIN sales_claim c
    ON c.tenant_id = %(tenant)s AND c.sale_id = s.id AND c.at >= %(begins)s
LEFT JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.member_id = s.member_id
    AND a.unit = 'BONUS' AND c.id IS NULL
WHERE s.tenant_id = %(tenant)s AND s.received_at < %(begins)s
    AND (
        c.id IS NOT NULL
        OR EXISTS (
            SELECT 1 FROM sales_return r
            WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id AND r.received_at >= %(begins)s
        )
    )
