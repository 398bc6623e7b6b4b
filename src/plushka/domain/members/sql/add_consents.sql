-- add_consents: write down what members agreed to.
INSERT INTO members_consent (tenant_id, id, member_id, kind, version, channel, at, proof)
SELECT m.tenant_id, n.id, m.id, n.kind, n.version, n.channel, %(at)s, n.proof
FROM members_member m
JOIN unnest(
    %(ids)s::uuid[], %(members)s::uuid[], %(kinds)s::text[], %(versions)s::text[],
    %(channels)s::text[], %(proofs)s::bytea[]
) AS n (id, member_id, kind, version, channel, proof) ON m.id = n.member_id
WHERE m.tenant_id = %(tenant)s
