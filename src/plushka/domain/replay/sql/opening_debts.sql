-- opening_debts: what had gone unpaid at a moment, oldest first.
SELECT a.id, a.member_id, d.id, d.owed,
    (-e.points - coalesce(sum(u.points), 0))::bigint, count(u.points)
FROM ledger_debt d
JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.id = d.id
    AND CASE WHEN e.kind = 'CONVERSION' THEN e.at ELSE e.posted_at END < %(begins)s
-- Accounts that became one (T33) are told as the one they are.
JOIN ledger_account own ON own.tenant_id = %(tenant)s AND own.id = e.account_id
JOIN ledger_account a ON a.tenant_id = %(tenant)s
    AND a.id = CASE WHEN own.merged_into_id IS NULL THEN own.id ELSE own.merged_into_id END
    AND a.unit = 'BONUS'
LEFT JOIN ledger_lotuse u
    ON u.tenant_id = %(tenant)s AND u.entry_id = d.id AND u.used_at < %(begins)s
WHERE d.tenant_id = %(tenant)s
GROUP BY a.id, a.member_id, d.id, d.owed, e.points, e.number
HAVING -e.points > coalesce(sum(u.points), 0)
ORDER BY a.id, e.number
