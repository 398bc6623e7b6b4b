-- use_codes: activate codes that nobody has activated. Fewer rows than codes are a fault.
UPDATE codes_code c
SET activated_at = %(at)s::timestamptz
WHERE c.tenant_id = %(tenant)s AND c.id = ANY(%(codes)s::uuid[]) AND c.activated_at IS NULL
