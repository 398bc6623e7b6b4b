-- save_accounts: write the running numbers of accounts.
--
-- Only over the version that was read: should anybody have written an account
-- in between, or merged it into another (T33), too few rows are written and
-- everything is taken back.
--
-- It is put as an insert that always meets its row, because that finds each row
-- by its key. A plain update over a list may choose to walk through all accounts
-- of the company instead, when the database has not counted them lately.
INSERT INTO ledger_account AS a (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, exact_until,
    version, n_entries, conversion
)
SELECT
    was.tenant_id, was.id, was.member_id, was.unit, u.balance, u.spendable, u.pending, u.held,
    u.debt, u.as_of, u.exact_until, u.version + 1, u.n_entries, u.conversion
FROM json_to_recordset(%(rows)s::json) AS u (
    id uuid, balance bigint, spendable bigint, pending bigint, held bigint, debt bigint,
    as_of timestamptz, exact_until timestamptz, version bigint, n_entries bigint,
    conversion integer
)
CROSS JOIN LATERAL (
    SELECT own.tenant_id, own.id, own.member_id, own.unit FROM ledger_account own
    WHERE own.tenant_id = %(tenant)s AND own.id = u.id
    OFFSET 0
) AS was
ORDER BY was.id
ON CONFLICT (tenant_id, id) DO UPDATE
SET balance = excluded.balance,
    spendable = excluded.spendable,
    pending = excluded.pending,
    held = excluded.held,
    debt = excluded.debt,
    as_of = excluded.as_of,
    exact_until = excluded.exact_until,
    version = excluded.version,
    n_entries = excluded.n_entries,
    conversion = excluded.conversion
WHERE a.version = excluded.version - 1 AND a.merged_into_id IS NULL
