-- open_accounts: give members an empty account each.
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version,
    n_entries
)
SELECT m.tenant_id, u.id, m.id, 'BONUS', 0, 0, 0, 0, 0, %(at)s, 0, 0
FROM json_to_recordset(%(rows)s::json) AS u (id uuid, member uuid)
CROSS JOIN LATERAL (
    SELECT own.tenant_id, own.id FROM members_member own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.member
    OFFSET 0
) AS m
ORDER BY m.id
