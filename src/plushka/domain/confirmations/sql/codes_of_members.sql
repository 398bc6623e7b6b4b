-- codes_of_members: the open codes that members may pay with, locked.
--
-- Asked after the members' accounts are locked; codes come next in the order
-- of locks.
SELECT c.id, c.member_id, c.outlet_id, c.amount, c.digest, c.text_version,
    c.tries, c.most_tries, c.expires_at
FROM confirmations_confirmation c
WHERE c.tenant_id = %(tenant)s AND c.member_id = ANY (%(members)s::uuid[])
    AND c.member_id IS NOT NULL AND c.closed_at IS NULL AND c.purpose = 'REDEEM'
ORDER BY c.id
FOR UPDATE
