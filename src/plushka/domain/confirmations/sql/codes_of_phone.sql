-- codes_of_phone: the open codes that the owner of a phone may join with, locked.
SELECT c.id, c.contact_id, c.outlet_id, c.amount, c.digest, c.text_version,
    c.tries, c.most_tries, c.expires_at
FROM confirmations_confirmation c
JOIN members_contact p ON p.tenant_id = %(tenant)s AND p.id = c.contact_id
WHERE c.tenant_id = %(tenant)s AND p.phone = %(phone)s
    AND c.contact_id IS NOT NULL AND c.closed_at IS NULL AND c.purpose = 'ENROL'
ORDER BY c.id
FOR UPDATE OF c
