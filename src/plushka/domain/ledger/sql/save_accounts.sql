-- save_accounts: write the running numbers of accounts.
--
-- Only over the version that was read: should anybody have written an account
-- in between, too few rows are written and everything is taken back.
UPDATE ledger_account a
SET balance = u.balance,
    spendable = u.spendable,
    pending = u.pending,
    held = u.held,
    debt = u.debt,
    as_of = u.as_of,
    exact_until = u.exact_until,
    version = u.version + 1,
    n_entries = u.n_entries
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, balance bigint, spendable bigint, pending bigint, held bigint, debt bigint,
    as_of timestamptz, exact_until timestamptz, version bigint, n_entries bigint
)
WHERE a.tenant_id = %(tenant)s AND a.id = u.id AND a.version = u.version
