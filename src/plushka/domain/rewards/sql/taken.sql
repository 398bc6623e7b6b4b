-- taken: how many pieces of rewards a member has ordered and not cancelled, in all and lately.
-- What nobody paid in time is over, whether anybody wrote that down or not (T2).
--
-- Who was merged into the member ordered for them (T33).
SELECT line.reward_id,
    sum(line.quantity - line.cancelled)::bigint AS in_all,
    coalesce(sum(line.quantity - line.cancelled) FILTER (
        WHERE made.placed_at > %(at)s::timestamptz - reward.recent_days * interval '1 day'
    ), 0)::bigint AS recently
FROM rewards_order AS made
JOIN rewards_orderline AS line ON line.tenant_id = made.tenant_id AND line.order_id = made.id
JOIN rewards_reward AS reward
    ON reward.tenant_id = line.tenant_id AND reward.id = line.reward_id
WHERE made.tenant_id = %(tenant)s
    AND made.member_id IN (
        SELECT one.id
        FROM members_member AS one
        WHERE one.tenant_id = %(tenant)s
            AND (one.id = %(member)s OR one.merged_into_id = %(member)s)
    )
    AND line.reward_id = ANY(%(rewards)s)
    AND (made.state <> 'ORDERED' OR made.held_until > %(at)s::timestamptz)
GROUP BY line.reward_id
