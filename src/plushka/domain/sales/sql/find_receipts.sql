-- Receipts of this list that are recorded already (T6).
SELECT s.outlet_id, s.receipt, s.id, s.fingerprint, s.at, s.received_at
FROM json_to_recordset(%(receipts)s::json) AS sent (outlet uuid, receipt text)
JOIN sales_sale s
    ON s.tenant_id = %(tenant)s AND s.outlet_id = sent.outlet AND s.receipt = sent.receipt
