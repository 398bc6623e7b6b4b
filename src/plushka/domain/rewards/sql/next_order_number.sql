-- next_order_number: count the company's orders; whoever asks at once waits here.
INSERT INTO rewards_numbering AS known (tenant_id, id, last)
VALUES (%(tenant)s, %(id)s, 1001)
ON CONFLICT (tenant_id) DO UPDATE SET last = known.last + 1
RETURNING last
