-- profiles: what is known of these members, but for the erased; of who was merged into
-- another, what is known of that other (T33). CASE and not COALESCE, for which row-level security
-- would let no index be used.
SELECT asked.id, m.id, m.name, m.birth_date, m.outlet_id, m.referrer_id, m.created_at,
    m.blocked_at, m.block_reason, s.tier, s.paid_total, s.n_purchases, s.last_purchase_at,
    phone.value, card.value, alias.value, m.surname, m.patronymic, m.sex, m.email, m.note, m.frozen_at,
    m.proved_at, m.doubted_at, m.attributes::text
FROM members_member asked
JOIN members_member m
    ON m.tenant_id = %(tenant)s
    AND m.id = CASE WHEN asked.merged_into_id IS NULL THEN asked.id ELSE asked.merged_into_id END
JOIN members_purchasesummary s ON s.tenant_id = %(tenant)s AND s.member_id = m.id
LEFT JOIN members_identifier phone
    ON phone.tenant_id = %(tenant)s AND phone.member_id = m.id
    AND phone.kind = 'PHONE' AND phone.retired_at IS NULL
LEFT JOIN members_identifier card
    ON card.tenant_id = %(tenant)s AND card.member_id = m.id
    AND card.kind = 'CARD' AND card.retired_at IS NULL
LEFT JOIN members_identifier alias
    ON alias.tenant_id = %(tenant)s AND alias.member_id = m.id
    AND alias.kind = 'ALIAS' AND alias.retired_at IS NULL
WHERE asked.tenant_id = %(tenant)s AND asked.id = ANY (%(ids)s::uuid[]) AND m.erased_at IS NULL
