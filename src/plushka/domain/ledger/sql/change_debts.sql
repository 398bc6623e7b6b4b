-- change_debts: write what is still unpaid of debts there were, over what was read.
--
-- Why it is put as an insert, see save_accounts.
INSERT INTO ledger_debt (tenant_id, id, account_id, owed, unpaid, n_uses)
SELECT was.tenant_id, was.id, was.account_id, was.owed, u.unpaid, u.n_uses
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, was_unpaid bigint, unpaid bigint, n_uses integer
)
CROSS JOIN LATERAL (
    SELECT own.* FROM ledger_debt own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.id AND own.unpaid = u.was_unpaid
    OFFSET 0
) AS was
ORDER BY was.id
ON CONFLICT (tenant_id, id) DO UPDATE
SET unpaid = excluded.unpaid, n_uses = excluded.n_uses
