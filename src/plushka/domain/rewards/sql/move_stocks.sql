-- move_stocks: pieces become held, free or gone. Their rows are locked.
UPDATE rewards_stock AS stock
SET held = stock.held + moved.held, gone = stock.gone + moved.gone
FROM json_to_recordset(%(rows)s::json) AS moved (id uuid, held bigint, gone bigint)
WHERE stock.tenant_id = %(tenant)s AND stock.id = moved.id
