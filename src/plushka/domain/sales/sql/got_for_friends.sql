-- got_for_friends: what accounts got for friends since a moment, less what was taken back of it;
-- also before they became one account (T33).
SELECT coalesce(a.merged_into_id, a.id), sum(e.points + coalesce(back.points, 0))::bigint
FROM ledger_account a
JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.account_id = a.id AND e.kind = 'ACCRUAL'
    AND (e.key LIKE 'sale:%%:referral' OR e.key LIKE 'code:%%:referral')
    AND e.posted_at >= %(since)s
LEFT JOIN LATERAL (
    SELECT sum(r.points) AS points
    FROM ledger_entry r
    WHERE r.tenant_id = %(tenant)s AND r.undoes_id = e.id AND r.kind = 'REVERSAL'
) back ON true
WHERE a.tenant_id = %(tenant)s
    AND (a.id = ANY(%(accounts)s) OR a.merged_into_id = ANY(%(accounts)s))
GROUP BY 1
