-- list_entries_of_one: the entries of an account and of those that were merged into it (T33),
-- newest first, after one of them.
--
-- Each account counts its entries on its own, so they are put together by when they were
-- written; there are few such accounts, and all of their entries are sorted.
SELECT
    e.id, e.account_id, e.number, e.kind, e.points, e.balance_after, e.posted_at, e.undoes_id,
    e.key, e.source_kind, e.source_id, e.programme_version, e.actor, e.at,
    e.explanation::text, e.conversion
FROM ledger_entry e
WHERE e.tenant_id = %(tenant)s AND e.account_id = ANY (%(accounts)s::uuid[])
    AND (
        %(after)s::uuid IS NULL
        OR (e.posted_at, e.number, e.id) < (
            SELECT last.posted_at, last.number, last.id FROM ledger_entry last
            WHERE last.tenant_id = %(tenant)s AND last.id = %(after)s::uuid
                AND last.account_id = ANY (%(accounts)s::uuid[])
        )
    )
ORDER BY e.posted_at DESC, e.number DESC, e.id DESC
LIMIT %(most)s
