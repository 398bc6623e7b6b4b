-- find_guards: what members, addresses and devices tried before.
SELECT g.digest, g.day, g.n_wrong, g.wrong_at, g.locked_until, g.n_on_day
FROM codes_guard g
WHERE g.tenant_id = %(tenant)s AND g.digest = ANY(%(digests)s::bytea[])
