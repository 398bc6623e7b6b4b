-- lock_stocks: lay a hand on the stocks of rewards, in the order of their ids, and read them.
SELECT id, is_limited, put_in, held, gone
FROM rewards_stock
WHERE tenant_id = %(tenant)s AND id = ANY(%(rewards)s)
ORDER BY id
FOR UPDATE
