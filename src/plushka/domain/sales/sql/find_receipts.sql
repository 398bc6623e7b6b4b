-- Receipts of this list that are recorded already (T6).
SELECT s.outlet_id, s.receipt, s.id, s.fingerprint
FROM unnest(%(outlets)s::uuid[], %(receipts)s::text[]) AS sent (outlet_id, receipt)
JOIN sales_sale s
    ON s.tenant_id = %(tenant)s AND s.outlet_id = sent.outlet_id AND s.receipt = sent.receipt
