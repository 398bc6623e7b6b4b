-- recorded_flows: the points of each kind that moved in the window, by account.
SELECT e.account_id, e.kind, sum(e.points)::bigint
FROM ledger_entry e
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = e.account_id AND a.unit = 'BONUS'
WHERE e.tenant_id = %(tenant)s AND e.at >= %(since)s AND e.at < %(until)s
GROUP BY e.account_id, e.kind
