-- opening_got: what members got for friends since a month began, less what had gone back by then;
-- also before they became one (T33).
SELECT own.id, own.member_id, sum(e.points + coalesce(back.points, 0))::bigint
FROM ledger_entry e
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = e.account_id AND a.unit = 'BONUS'
JOIN ledger_account own ON own.tenant_id = %(tenant)s
    AND own.id = CASE WHEN a.merged_into_id IS NULL THEN a.id ELSE a.merged_into_id END
LEFT JOIN LATERAL (
    SELECT sum(r.points) AS points
    FROM ledger_entry r
    WHERE r.tenant_id = %(tenant)s AND r.undoes_id = e.id AND r.kind = 'REVERSAL'
        AND r.posted_at < %(begins)s
) back ON true
WHERE e.tenant_id = %(tenant)s AND e.kind = 'ACCRUAL'
    AND (e.key LIKE 'sale:%%:referral' OR e.key LIKE 'code:%%:referral')
    AND e.posted_at >= %(since)s AND e.posted_at < %(begins)s
GROUP BY own.id, own.member_id
