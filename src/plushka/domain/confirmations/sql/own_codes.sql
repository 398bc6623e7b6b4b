-- own_codes: the open code that a member or contact asked for themselves, for a purpose, locked.
SELECT c.id, coalesce(c.member_id, c.contact_id), c.outlet_id, c.amount, c.digest, c.text_version,
    c.tries, c.most_tries, c.expires_at
FROM confirmations_confirmation c
WHERE c.tenant_id = %(tenant)s AND c.purpose = %(purpose)s AND c.closed_at IS NULL
    AND (c.member_id = %(whom)s::uuid OR c.contact_id = %(whom)s::uuid)
ORDER BY c.id
FOR UPDATE
