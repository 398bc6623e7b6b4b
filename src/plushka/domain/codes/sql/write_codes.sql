-- write_codes: write the digests of a portion of a batch's codes.
--
-- A code that is there already, of whatever batch, stays whose it is: its number is skipped.
INSERT INTO codes_code (tenant_id, id, batch_id, number)
SELECT %(tenant)s, made.id, %(batch)s, made.number
FROM unnest(%(ids)s::uuid[], %(numbers)s::integer[]) AS made (id, number)
ON CONFLICT DO NOTHING
