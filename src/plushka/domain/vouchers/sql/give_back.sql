-- give_back: a sale came back whole, and its voucher with it, where its term is not over.
UPDATE vouchers_voucher v
SET state = 'ISSUED', sale_id = NULL, used_at = NULL, taken_off = 0,
    given_back_at = %(at)s::timestamptz
WHERE v.tenant_id = %(tenant)s AND v.id = %(id)s::uuid AND v.state = 'USED'
    AND v.sale_id = %(sale)s::uuid
    AND (v.valid_until IS NULL OR v.valid_until > %(at)s::timestamptz)
