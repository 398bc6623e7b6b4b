-- verify_merges: what leaves one account by a merge comes into another, and no more (T33).
SELECT e.tenant_id, min(e.id::text)::uuid, format(
    'by merge %%s %%s points came in and went out of %%s accounts',
    e.source_id, sum(e.points), count(DISTINCT e.account_id)
)
FROM ledger_entry e
WHERE e.kind = 'MERGE' AND e.tenant_id = coalesce(%(tenant)s::bigint, e.tenant_id)
GROUP BY e.tenant_id, e.source_id
HAVING count(DISTINCT e.account_id) <> 2
    OR sum(e.points) FILTER (WHERE e.explanation -> 0 ->> 'side' <> 'gift') <> 0
LIMIT %(most)s
