-- opening_got: what members got for friends since a month began, less what had gone back by then.
SELECT e.account_id, a.member_id, sum(e.points + coalesce(back.points, 0))::bigint
FROM ledger_entry e
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = e.account_id AND a.unit = 'BONUS'
LEFT JOIN LATERAL (
    SELECT sum(r.points) AS points
    FROM ledger_entry r
    WHERE r.tenant_id = %(tenant)s AND r.undoes_id = e.id AND r.kind = 'REVERSAL'
        AND r.posted_at < %(begins)s
) back ON true
WHERE e.tenant_id = %(tenant)s AND e.kind = 'ACCRUAL'
    AND (e.key LIKE 'sale:%%:referral' OR e.key LIKE 'code:%%:referral')
    AND e.posted_at >= %(since)s AND e.posted_at < %(begins)s
GROUP BY e.account_id, a.member_id
