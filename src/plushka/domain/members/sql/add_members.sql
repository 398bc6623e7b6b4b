-- add_members: write newcomers, before what identifies them.
INSERT INTO members_member (
    tenant_id, id, name, surname, patronymic, ordered_name, sex, email, note, birth_date,
    birth_date_since, attributes, outlet_id, referrer_id, salt, created_at, block_reason
)
SELECT t.id, n.id, n.name, n.surname, n.patronymic, n.ordered_name, n.sex, n.email, n.note,
    n.birth_date, CASE WHEN n.birth_date IS NOT NULL THEN %(at)s::timestamptz END,
    n.attributes::jsonb, n.outlet_id, n.referrer_id, n.salt, %(at)s, ''
FROM tenants_tenant t
CROSS JOIN unnest(
    %(ids)s::uuid[], %(names)s::text[], %(surnames)s::text[], %(patronymics)s::text[],
    %(ordered)s::text[], %(sexes)s::text[], %(emails)s::text[], %(notes)s::text[],
    %(birth_dates)s::date[], %(attributes)s::text[], %(outlets)s::uuid[], %(referrers)s::uuid[],
    %(salts)s::bytea[]
) AS n (
    id, name, surname, patronymic, ordered_name, sex, email, note, birth_date, attributes,
    outlet_id, referrer_id, salt
)
WHERE t.id = %(tenant)s
