-- add_name_words: write by which words newcomers are found.
INSERT INTO members_nameword (tenant_id, member_id, word)
SELECT m.tenant_id, m.id, n.word
FROM members_member m
JOIN unnest(%(members)s::uuid[], %(words)s::text[]) AS n (member_id, word) ON m.id = n.member_id
WHERE m.tenant_id = %(tenant)s
