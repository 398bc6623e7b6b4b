-- save_debts: write what entries took beyond what was there.
INSERT INTO ledger_debt (tenant_id, id, account_id, owed, unpaid, n_uses)
SELECT t.id, u.id, u.account, u.owed, u.unpaid, u.n_uses
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, owed bigint, unpaid bigint, n_uses integer
)
WHERE t.id = %(tenant)s
ORDER BY u.id
