-- ending: what ends on which local day within a time, on the next so many accounts that have
-- any of it; only lots that were there before their day of warning, so that a gift of three days
-- is not warned of as it is given. Whatever is held is spoken for.
WITH next AS (
    SELECT DISTINCT l.account_id
    FROM ledger_lot l
    WHERE l.tenant_id = %(tenant)s AND l.account_id > %(after)s::uuid
        AND l.expires_at > %(from)s::timestamptz AND l.expires_at <= %(to)s::timestamptz
        AND l.remaining > l.held AND l.available_at < %(from)s::timestamptz
    ORDER BY l.account_id
    LIMIT %(most)s
)
SELECT a.id, a.member_id, s.tier,
    ((l.expires_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date AS last_day,
    sum(l.remaining - l.held)::bigint, a.balance
FROM next n
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = n.account_id AND a.unit = 'BONUS'
JOIN members_purchasesummary s ON s.tenant_id = %(tenant)s AND s.member_id = a.member_id
JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.account_id = a.id
    AND l.expires_at > %(from)s::timestamptz AND l.expires_at <= %(to)s::timestamptz
    AND l.remaining > l.held AND l.available_at < %(from)s::timestamptz
GROUP BY a.id, a.member_id, s.tier, last_day, a.balance
ORDER BY a.id, last_day
