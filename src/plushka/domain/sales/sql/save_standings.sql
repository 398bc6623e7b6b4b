-- Bring the purchase summaries of the buyers up to date. A check that was asked
-- for meanwhile stays asked for.
UPDATE members_purchasesummary s
SET tier = n.tier, paid_total = n.paid_total, n_purchases = n.n_purchases,
    last_purchase_at = n.last_at, previous_purchase_at = n.previous_at,
    tier_since = n.tier_since, tier_until = n.tier_until, beneath = n.beneath,
    check_at = least(s.check_at, n.check_at)
FROM json_to_recordset(%(rows)s::json) AS n (
    member uuid, tier text, paid_total bigint, n_purchases int, last_at timestamptz,
    previous_at timestamptz, tier_since timestamptz, tier_until timestamptz, beneath text,
    check_at timestamptz
)
WHERE s.tenant_id = %(tenant)s AND s.member_id = n.member
