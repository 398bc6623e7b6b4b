-- Which of these keys are still good.
SELECT id
FROM tenants_apikey
WHERE tenant_id = %(tenant)s AND id = ANY(%(keys)s) AND revoked_at IS NULL
