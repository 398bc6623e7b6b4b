-- find_known: what rules may ask of some members, each found by its key.
SELECT m.id, coalesce(s.tier, ''), m.sex, coalesce(o.code, ''), m.birth_date, m.created_at,
       m.blocked_at IS NOT NULL, m.referrer_id IS NOT NULL,
       EXISTS (
           SELECT FROM members_sharedalias a WHERE a.tenant_id = m.tenant_id AND a.member_id = m.id
           UNION ALL
           SELECT FROM members_identifier a
           WHERE a.tenant_id = m.tenant_id AND a.member_id = m.id AND a.kind = 'ALIAS'
               AND a.retired_at IS NULL
       ),
       m.attributes::text,
       ARRAY(
           SELECT t.tag::text FROM members_membertag t
            WHERE t.tenant_id = m.tenant_id AND t.member_id = m.id
            ORDER BY t.tag COLLATE "C"
       ),
       s.paid_total, s.n_purchases, s.last_purchase_at
  FROM members_member m
  LEFT JOIN members_purchasesummary s ON s.tenant_id = m.tenant_id AND s.member_id = m.id
  LEFT JOIN tenants_outlet o ON o.tenant_id = m.tenant_id AND o.id = m.outlet_id
 WHERE m.tenant_id = %(tenant)s AND m.id = ANY(%(members)s) AND m.erased_at IS NULL AND m.merged_into_id IS NULL
