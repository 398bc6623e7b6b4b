-- outlets: the codes that tills name outlets by.
SELECT id, code FROM tenants_outlet WHERE tenant_id = %(tenant)s
