-- drop_members: take back newcomers of this transaction who lost an identifier.
WITH dropped AS (
    DELETE FROM members_identifier
    WHERE tenant_id = %(tenant)s AND member_id = ANY (%(ids)s::uuid[])
    RETURNING tenant_id, member_id
)
DELETE FROM members_member m
WHERE m.tenant_id = %(tenant)s AND m.id = ANY (%(ids)s::uuid[])
