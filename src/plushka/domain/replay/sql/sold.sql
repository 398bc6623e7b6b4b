-- sold: sales that reached us since a moment, in the order they were decided, with their lines.
SELECT
    s.id, s.outlet_id, s.at, s.received_at, m.id, a.id, m.referrer_id, ra.id,
    s.version_id,
    CASE WHEN c.id IS NULL THEN s.tier ELSE '' END,
    CASE WHEN c.id IS NULL THEN s.outcome ->> 'tier' END,
    s.is_itemised, s.redeemed, CASE WHEN c.id IS NULL THEN s.accrued ELSE 0 END, s.discount,
    s.staff,
    c.id IS NOT NULL
        OR EXISTS (SELECT 1 FROM sales_return r WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id),
    (
        SELECT json_agg(json_build_array(
            l.price, l.quantity, l.till_discount, l.cost, l.sku, l.name, l.category, l.supplier
        ) ORDER BY l.number)::text
        FROM sales_saleline l
        WHERE l.tenant_id = %(tenant)s AND l.sale_id = s.id
    ),
    (s.outcome -> 'voucher' -> 'off')::text
FROM sales_sale s
-- One that was claimed afterwards was nobody's when it was sold (T42).
LEFT JOIN sales_claim c ON c.tenant_id = %(tenant)s AND c.sale_id = s.id
LEFT JOIN members_member m
    ON m.tenant_id = %(tenant)s AND m.id = s.member_id AND c.id IS NULL
LEFT JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = m.id AND a.unit = 'BONUS'
-- Whoever brought the buyer, while they could get something for it.
LEFT JOIN members_member rm ON rm.tenant_id = %(tenant)s AND rm.id = m.referrer_id
    AND (rm.blocked_at IS NULL OR rm.blocked_at > s.received_at)
    AND (rm.erased_at IS NULL OR rm.erased_at > s.received_at)
LEFT JOIN ledger_account ra
    ON ra.tenant_id = %(tenant)s AND ra.member_id = rm.id AND ra.unit = 'BONUS'
WHERE s.tenant_id = %(tenant)s AND s.received_at >= %(since)s
ORDER BY s.id
