-- save_tiers: keep what a look at tiers found. A check that was asked for meanwhile
-- stays asked for.
UPDATE members_purchasesummary s
SET tier = n.tier, tier_since = n.tier_since, tier_until = n.tier_until, floor = n.floor,
    floor_until = n.floor_until, beneath = n.beneath, floors = n.floors,
    check_at = CASE
        WHEN s.check_at IS NOT DISTINCT FROM n.seen_at THEN n.check_at
        ELSE least(s.check_at, n.check_at)
    END
FROM json_to_recordset(%(rows)s::json) AS n (
    member uuid, tier text, tier_since timestamptz, tier_until timestamptz, floor text,
    floor_until timestamptz, beneath text, floors jsonb, check_at timestamptz, seen_at timestamptz
)
WHERE s.tenant_id = %(tenant)s AND s.member_id = n.member
