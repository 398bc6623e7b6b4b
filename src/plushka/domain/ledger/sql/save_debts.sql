-- save_debts: write what entries took beyond what was there.
INSERT INTO ledger_debt (tenant_id, id, account_id, owed, unpaid, n_uses)
SELECT a.tenant_id, u.id, a.id, u.owed, u.unpaid, u.n_uses
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, owed bigint, unpaid bigint, n_uses integer
)
CROSS JOIN LATERAL (
    SELECT own.tenant_id, own.id FROM ledger_account own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.account
    OFFSET 0
) AS a
ORDER BY u.id
