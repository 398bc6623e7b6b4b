-- save_lots: write the lots that the entries of a book granted.
--
-- A lot may have paid a debt, or have expired, in the moment it came: then less
-- remains than was granted from the first.
INSERT INTO ledger_lot (
    tenant_id, id, account_id, kind, granted, remaining, held, expired,
    available_at, expires_at, programme_version, conversion
)
SELECT
    t.id, u.id, u.account, u.kind, u.granted, u.remaining, u.held, u.expired,
    u.available_at, u.expires_at, u.version, u.conversion
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, kind text, granted bigint, remaining bigint, held bigint,
    expired bigint, available_at timestamptz, expires_at timestamptz, version uuid,
    conversion integer
)
WHERE t.id = %(tenant)s
ORDER BY u.id
