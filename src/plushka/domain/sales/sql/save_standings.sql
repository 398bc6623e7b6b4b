-- Bring the purchase summaries of the buyers up to date.
UPDATE members_purchasesummary s
SET tier = n.tier, paid_total = n.paid_total, n_purchases = n.n_purchases,
    last_purchase_at = n.last_at, previous_purchase_at = n.previous_at
FROM json_to_recordset(%(rows)s::json) AS n (
    member uuid, tier text, paid_total bigint, n_purchases int, last_at timestamptz,
    previous_at timestamptz
)
WHERE s.tenant_id = %(tenant)s AND s.member_id = n.member
