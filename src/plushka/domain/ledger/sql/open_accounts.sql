-- open_accounts: give members an empty account each; it counts in points of now.
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version,
    n_entries, conversion
)
SELECT t.id, u.id, u.member, 'BONUS', 0, 0, 0, 0, 0, %(at)s, 0, 0,
    (
        SELECT coalesce(max(c.number), 0) FROM ledger_conversion c
        WHERE c.tenant_id = t.id AND c.at <= %(at)s
    )
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (id uuid, member uuid)
WHERE t.id = %(tenant)s
ORDER BY u.member
