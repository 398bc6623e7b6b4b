-- known_of_looked: of one member who is looked at, all that fields of conditions may ask of it.
--
-- The columns of ``known``, which is one row a member of the whole tenant.
SELECT
    m.id, m.birth_date, m.created_at, m.attributes, m.sex,
    m.blocked_at IS NOT NULL AS is_blocked,
    m.referrer_id IS NOT NULL AS is_invited,
    EXISTS (
        SELECT FROM members_sharedalias a WHERE a.tenant_id = %(tenant)s AND a.member_id = m.id
        UNION ALL
        SELECT FROM members_identifier a
        WHERE a.tenant_id = %(tenant)s AND a.member_id = m.id AND a.kind = 'ALIAS'
            AND a.retired_at IS NULL
    ) AS has_alias,
    o.code AS outlet,
    s.tier, s.paid_total, s.n_purchases, s.last_purchase_at,
    (
        SELECT array_agg(t.tag::text) FROM members_membertag t
        WHERE t.tenant_id = %(tenant)s AND t.member_id = m.id
    ) AS tags
FROM members_member m
LEFT JOIN members_purchasesummary s ON s.tenant_id = m.tenant_id AND s.member_id = m.id
LEFT JOIN tenants_outlet o ON o.tenant_id = m.tenant_id AND o.id = m.outlet_id
WHERE m.tenant_id = %(tenant)s AND m.id = looked.id AND m.erased_at IS NULL
    AND m.merged_into_id IS NULL
