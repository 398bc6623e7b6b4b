-- save_entries: write the entries of a book, account by account, in order.
--
-- A key that the account has used before is refused by the table itself, and
-- with it everything that was to be written beside it.
INSERT INTO ledger_entry (
    tenant_id, id, account_id, number, key, kind, points, balance_after, at, posted_at,
    source_kind, source_id, programme_version, actor, explanation, undoes_id,
    conversion
)
SELECT
    t.id, u.id, u.account, u.number, u.key, u.kind, u.points, u.balance_after, u.at, u.posted_at,
    u.source_kind, u.source_id, u.version, u.actor, u.explanation, u.undoes,
    u.conversion
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, account uuid, number bigint, key text, kind text, points bigint,
    balance_after bigint, at timestamptz, posted_at timestamptz, source_kind text,
    source_id uuid, version uuid, actor text, explanation jsonb, undoes uuid,
    conversion integer
)
WHERE t.id = %(tenant)s
ORDER BY u.account, u.number
