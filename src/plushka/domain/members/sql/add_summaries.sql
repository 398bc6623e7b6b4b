-- add_summaries: let newcomers begin with no purchases, in the tier told.
INSERT INTO members_purchasesummary (tenant_id, id, member_id, tier, paid_total, n_purchases)
SELECT m.tenant_id, n.id, m.id, n.tier, 0, 0
FROM members_member m
JOIN unnest(%(ids)s::uuid[], %(members)s::uuid[], %(tiers)s::text[]) AS n (id, member_id, tier)
    ON m.id = n.member_id
WHERE m.tenant_id = %(tenant)s
