-- recorded_accounts: accounts with their members and tiers.
SELECT a.id, a.member_id, s.tier
FROM ledger_account a
JOIN members_purchasesummary s ON s.tenant_id = %(tenant)s AND s.member_id = a.member_id
WHERE a.tenant_id = %(tenant)s AND a.unit = 'BONUS'
ORDER BY a.id
