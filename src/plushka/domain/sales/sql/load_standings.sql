-- Where the buyers stand. Asked after their accounts are locked, so nobody
-- changes it until we are done. For (recent) stands what sum_recent counts, where
-- tiers look at it; else nothing, so that no sale pays for a plan of what it never asks.
SELECT m.id, a.id, m.blocked_at IS NOT NULL, s.tier, s.paid_total, s.n_purchases,
    s.last_purchase_at, s.previous_purchase_at,
    s.tier_since, s.tier_until, s.floor, s.floor_until, s.beneath, s.check_at,
    (recent),
    m.frozen_at IS NOT NULL,
    m.doubted_at IS NOT NULL OR (
        %(heard_since)s::timestamptz IS NOT NULL AND m.created_at <= %(heard_since)s::timestamptz
        AND (s.last_purchase_at IS NULL OR s.last_purchase_at <= %(heard_since)s::timestamptz)
        AND (m.proved_at IS NULL OR m.proved_at <= %(heard_since)s::timestamptz)
        AND NOT EXISTS (
            SELECT FROM access_session d
            WHERE d.tenant_id = %(tenant)s AND d.member_id = m.id AND d.proved_at IS NOT NULL
                AND d.seen_at > %(heard_since)s::timestamptz
        )
    ),
    m.created_at
FROM members_member m
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = m.id AND a.unit = 'BONUS'
JOIN members_purchasesummary s
    ON s.tenant_id = %(tenant)s AND s.member_id = m.id
WHERE m.tenant_id = %(tenant)s AND m.id = ANY(%(members)s) AND m.erased_at IS NULL AND m.merged_into_id IS NULL
