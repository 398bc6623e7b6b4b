-- save_debts: write what entries took beyond what was there.
INSERT INTO ledger_debt (tenant_id, id, account_id, owed, unpaid, n_uses)
SELECT a.tenant_id, u.id, a.id, u.owed, u.unpaid, u.n_uses
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, owed bigint, unpaid bigint, n_uses integer
)
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = u.account
ORDER BY u.id
