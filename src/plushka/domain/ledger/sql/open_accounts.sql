-- open_accounts: give members an empty account each.
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version,
    n_entries
)
SELECT t.id, u.id, u.member, 'BONUS', 0, 0, 0, 0, 0, %(at)s, 0, 0
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (id uuid, member uuid)
WHERE t.id = %(tenant)s
ORDER BY u.member
