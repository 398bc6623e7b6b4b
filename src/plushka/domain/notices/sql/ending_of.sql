-- ending_of: the same of these members and local days, now.
SELECT a.member_id, s.tier,
    ((l.expires_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date AS last_day,
    sum(l.remaining - l.held)::bigint, a.balance
FROM ledger_account a
JOIN members_purchasesummary s ON s.tenant_id = %(tenant)s AND s.member_id = a.member_id
JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.account_id = a.id AND l.remaining > l.held
WHERE a.tenant_id = %(tenant)s AND a.member_id = ANY (%(members)s::uuid[]) AND a.unit = 'BONUS'
    AND ((l.expires_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date
        = ANY (%(days)s::date[])
GROUP BY a.member_id, s.tier, last_day, a.balance
