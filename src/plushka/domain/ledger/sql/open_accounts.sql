-- open_accounts: give members an empty account each.
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version,
    n_entries
)
SELECT m.tenant_id, u.id, m.id, 'BONUS', 0, 0, 0, 0, 0, %(at)s, 0, 0
FROM json_to_recordset(%(rows)s::json) AS u (id uuid, member uuid)
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = u.member
ORDER BY m.id
