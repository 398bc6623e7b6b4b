-- recorded_flows: the points of each kind that moved in the window, by account.
SELECT a.id, e.kind, sum(e.points)::bigint
FROM ledger_entry e
-- Accounts that became one (T33) are told as the one they are.
JOIN ledger_account own ON own.tenant_id = %(tenant)s AND own.id = e.account_id
JOIN ledger_account a ON a.tenant_id = %(tenant)s
    AND a.id = CASE WHEN own.merged_into_id IS NULL THEN own.id ELSE own.merged_into_id END
    AND a.unit = 'BONUS'
WHERE e.tenant_id = %(tenant)s AND e.at >= %(since)s AND e.at < %(until)s
GROUP BY a.id, e.kind
