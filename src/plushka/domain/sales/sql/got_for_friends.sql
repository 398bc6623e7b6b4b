-- got_for_friends: what accounts got for friends since a moment, less what was taken back of it.
SELECT e.account_id, sum(e.points + coalesce(back.points, 0))::bigint
FROM ledger_entry e
LEFT JOIN LATERAL (
    SELECT sum(r.points) AS points
    FROM ledger_entry r
    WHERE r.tenant_id = %(tenant)s AND r.undoes_id = e.id AND r.kind = 'REVERSAL'
) back ON true
WHERE e.tenant_id = %(tenant)s AND e.account_id = ANY(%(accounts)s) AND e.kind = 'ACCRUAL'
    AND (e.key LIKE 'sale:%%:referral' OR e.key LIKE 'code:%%:referral')
    AND e.posted_at >= %(since)s
GROUP BY e.account_id
