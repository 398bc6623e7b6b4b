-- The company itself: its zone and language.
SELECT id, slug, name, timezone, language, region, currency, silence_days
FROM tenants_tenant
WHERE id = %(tenant)s
