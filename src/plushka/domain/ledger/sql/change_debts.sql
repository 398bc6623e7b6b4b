-- change_debts: write what is still unpaid of debts there were, over what was read.
UPDATE ledger_debt d
SET unpaid = u.unpaid, n_uses = u.n_uses
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, was_unpaid bigint, unpaid bigint, n_uses integer
)
WHERE d.tenant_id = %(tenant)s AND d.id = u.id AND d.unpaid = u.was_unpaid
