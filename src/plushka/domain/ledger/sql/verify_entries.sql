-- verify_entries: entries run on without a gap (I1, I5).
--
-- Told from the first, the entries of an account are numbered 1, 2, 3 …, and
-- the balance after each is the sum of all up to it. One that was lost, added
-- or changed behind our back shows at its number. Points are converted once and
-- for all, so none is counted in points of before the entry that it follows (T35).
SELECT e.tenant_id, e.id, format(
    'entry %%s says balance %%s, the entries up to it say %%s', e.number, e.balance_after, e.sum_so_far
)
FROM (
    SELECT
        tenant_id, id, number, balance_after,
        sum(points) OVER told AS sum_so_far,
        row_number() OVER told AS place,
        conversion - lag(conversion, 1, 0) OVER told AS converted
    FROM ledger_entry
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    WINDOW told AS (PARTITION BY tenant_id, account_id ORDER BY number)
) e
WHERE e.balance_after <> e.sum_so_far OR e.number <> e.place OR e.converted < 0
LIMIT %(most)s
