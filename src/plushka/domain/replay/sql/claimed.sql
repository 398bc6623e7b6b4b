-- claimed: receipts that got a member afterwards (T42), since a moment.
SELECT c.id, c.sale_id, c.member_id, a.id, m.referrer_id, ra.id, c.at, s.at,
    s.outlet_id, s.staff, s.is_itemised
FROM sales_claim c
JOIN sales_sale s ON s.tenant_id = %(tenant)s AND s.id = c.sale_id
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = c.member_id
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = c.member_id AND a.unit = 'BONUS'
LEFT JOIN members_member rm ON rm.tenant_id = %(tenant)s AND rm.id = m.referrer_id
    AND (rm.blocked_at IS NULL OR rm.blocked_at > c.at)
    AND (rm.erased_at IS NULL OR rm.erased_at > c.at)
LEFT JOIN ledger_account ra
    ON ra.tenant_id = %(tenant)s AND ra.member_id = rm.id AND ra.unit = 'BONUS'
WHERE c.tenant_id = %(tenant)s AND c.at >= %(since)s
ORDER BY c.id
