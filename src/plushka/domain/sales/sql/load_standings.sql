-- Where the buyers stand. Asked after their accounts are locked, so nobody
-- changes it until we are done.
SELECT m.id, a.id, m.blocked_at IS NOT NULL, s.tier, s.paid_total, s.n_purchases,
    s.last_purchase_at, s.previous_purchase_at
FROM members_member m
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = m.id AND a.unit = 'BONUS'
JOIN members_purchasesummary s
    ON s.tenant_id = %(tenant)s AND s.member_id = m.id
WHERE m.tenant_id = %(tenant)s AND m.id = ANY(%(members)s) AND m.erased_at IS NULL
