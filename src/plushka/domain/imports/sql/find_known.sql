-- Receipts of a file that are recorded already, and what they added up to.
SELECT o.code, s.receipt, s.id, s.fingerprint, s.at, s.received_at, s.total, s.accrued
FROM unnest(%(outlets)s::text[], %(receipts)s::text[]) AS sent (outlet, receipt)
JOIN tenants_outlet o ON o.tenant_id = %(tenant)s AND o.code = sent.outlet
JOIN sales_sale s
    ON s.tenant_id = %(tenant)s AND s.outlet_id = o.id AND s.receipt = sent.receipt
