-- add_summaries: let newcomers begin with no purchases, in the tier told, as long as is told.
INSERT INTO members_purchasesummary (
    tenant_id, id, member_id, tier, tier_since, tier_until, check_at, paid_total, n_purchases
)
SELECT m.tenant_id, n.id, m.id, n.tier, n.since, n.until, n.until, 0, 0
FROM members_member m
JOIN unnest(
    %(ids)s::uuid[], %(members)s::uuid[], %(tiers)s::text[], %(since)s::timestamptz[],
    %(until)s::timestamptz[]
) AS n (id, member_id, tier, since, until)
    ON m.id = n.member_id
WHERE m.tenant_id = %(tenant)s
