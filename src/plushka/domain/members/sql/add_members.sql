-- add_members: write newcomers, before what identifies them.
INSERT INTO members_member (
    tenant_id, id, name, birth_date, birth_date_since, attributes, outlet_id, referrer_id, salt, created_at,
    block_reason
)
SELECT t.id, n.id, n.name, n.birth_date,
    CASE WHEN n.birth_date IS NOT NULL THEN %(at)s::timestamptz END, n.attributes::jsonb, n.outlet_id, n.referrer_id, n.salt,
    %(at)s, ''
FROM tenants_tenant t
CROSS JOIN unnest(
    %(ids)s::uuid[], %(names)s::text[], %(birth_dates)s::date[], %(attributes)s::text[],
    %(outlets)s::uuid[], %(referrers)s::uuid[], %(salts)s::bytea[]
) AS n (id, name, birth_date, attributes, outlet_id, referrer_id, salt)
WHERE t.id = %(tenant)s
