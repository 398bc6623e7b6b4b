-- lock_tries: wait for whoever else is trying the same, in an order that is the same for all.
SELECT count(pg_advisory_xact_lock(key))
FROM (SELECT unnest(%(keys)s::bigint[]) AS key ORDER BY 1) AS wanted
