-- taken: which of these identifiers somebody has, also a card that was replaced.
SELECT i.kind, i.value, i.member_id, i.retired_at IS NOT NULL
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS named (kind, value)
JOIN members_identifier i
    ON i.tenant_id = %(tenant)s AND i.kind = named.kind AND i.value = named.value
