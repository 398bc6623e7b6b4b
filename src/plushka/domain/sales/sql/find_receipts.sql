-- Receipts of this list that are recorded already (T6).
SELECT s.outlet_id, s.receipt, s.id, s.fingerprint, s.at, s.received_at
FROM json_to_recordset(%(receipts)s::json) AS sent (outlet uuid, receipt text)
CROSS JOIN LATERAL (
    SELECT * FROM sales_sale own
    WHERE own.tenant_id = %(tenant)s AND own.outlet_id = sent.outlet AND own.receipt = sent.receipt
    OFFSET 0
) AS s
