-- known: a row a member, with all that fields of conditions may ask of it.
--
-- What a condition does not ask is not computed: the planner drops the joins
-- and the list of tags where nobody looks at them.
SELECT m.id, m.birth_date, m.created_at, m.attributes,
       m.blocked_at IS NOT NULL AS is_blocked,
       m.referrer_id IS NOT NULL AS is_invited,
       o.code AS outlet,
       s.tier, s.paid_total, s.n_purchases, s.last_purchase_at,
       ARRAY(
           SELECT t.tag::text FROM members_membertag t
            WHERE t.tenant_id = m.tenant_id AND t.member_id = m.id
       ) AS tags
  FROM members_member m
  LEFT JOIN members_purchasesummary s ON s.tenant_id = m.tenant_id AND s.member_id = m.id
  LEFT JOIN tenants_outlet o ON o.tenant_id = m.tenant_id AND o.id = m.outlet_id
 WHERE m.tenant_id = %(tenant)s AND m.erased_at IS NULL
