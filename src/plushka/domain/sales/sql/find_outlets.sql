-- The outlets that tills name by their codes.
SELECT code, id
FROM tenants_outlet
WHERE tenant_id = %(tenant)s AND code = ANY(%(codes)s)
