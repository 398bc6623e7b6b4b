-- list_lots: every lot of an account, live or not, soonest end first, never-ending last.
--
-- Lots are found by the entries that granted them, which bear the same ids: so
-- no index of spent lots has to be kept for every sale. Entries of accounts that were
-- merged into this one are its own (T33).
WITH own AS (
    SELECT
        l.*,
        (coalesce(l.expires_at, 'infinity'), l.available_at, l.id) AS place
    FROM ledger_entry e
    JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.id = e.id
    WHERE e.tenant_id = %(tenant)s AND e.account_id IN (
          SELECT a.id FROM ledger_account a WHERE a.tenant_id = %(tenant)s AND a.id = %(account)s
          UNION ALL
          SELECT a.id FROM ledger_account a
          WHERE a.tenant_id = %(tenant)s AND a.merged_into_id = %(account)s
      )
      AND e.kind IN ('ACCRUAL', 'ADJUSTMENT', 'RETURN')
)
SELECT
    own.id, own.kind, own.granted, own.remaining, own.held, own.expired,
    own.available_at, own.expires_at, own.programme_version, own.conversion
FROM own
WHERE %(after)s::uuid IS NULL
   OR own.place > (SELECT last.place FROM own AS last WHERE last.id = %(after)s::uuid)
ORDER BY own.place
LIMIT %(most)s
