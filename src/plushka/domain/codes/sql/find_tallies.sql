-- find_tallies: what came of tries within this hour, by batch.
SELECT t.outcome, t.batch_id, sum(t.n)::bigint
FROM codes_tally t
WHERE t.tenant_id = %(tenant)s AND t.hour = %(hour)s::timestamptz
GROUP BY t.outcome, t.batch_id
