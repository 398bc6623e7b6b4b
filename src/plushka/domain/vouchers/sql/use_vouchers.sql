-- use_vouchers: sales have used vouchers; one that another sale used meanwhile is not written.
UPDATE vouchers_voucher v
SET state = 'USED', sale_id = n.sale, used_at = %(at)s::timestamptz, taken_off = n.taken_off,
    given_back_at = NULL
FROM json_to_recordset(%(rows)s::json) AS n (id uuid, sale uuid, taken_off bigint)
WHERE v.tenant_id = %(tenant)s AND v.id = n.id AND v.state = 'ISSUED'
