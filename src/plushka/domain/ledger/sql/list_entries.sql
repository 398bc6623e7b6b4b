-- list_entries: the entries of an account, newest first.
SELECT
    e.id, e.account_id, e.number, e.kind, e.points, e.balance_after, e.posted_at, e.undoes_id,
    e.key, e.source_kind, e.source_id, e.programme_version, e.actor, e.at,
    e.explanation::text, e.conversion
FROM ledger_entry e
WHERE e.tenant_id = %(tenant)s AND e.account_id = %(account)s AND e.number < %(before)s
ORDER BY e.number DESC
LIMIT %(most)s
