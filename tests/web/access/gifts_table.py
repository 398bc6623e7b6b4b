"""Who may open what of the gift shop, at the till and in the member's own pages."""

from uuid import UUID

from plushka.domain.tenants.rights import Right
from tests.web.access import things
from tests.web.access.kinds import Anybody, Row

_SHOP = {"slug": "nobody"}
_ORDER = {**_SHOP, "order_id": UUID(int=7)}

GIFTS = (
    Row("till-gifts", Right.SELL),
    Row("till-gift-find", Right.SELL),
    Row("till-gift-new", Right.SELL),
    Row("till-gift-code", Right.SELL),
    Row("till-gift-order", Right.SELL, ids={"order_id": things.a_gift_order}),
    Row("till-gift-pay", Right.SELL, ids={"order_id": things.a_gift_order}),
    Row("till-gift-hand-over", Right.SELL, ids={"order_id": things.a_gift_order}),
    Row("till-gift-cancel", Right.SELL, ids={"order_id": things.a_gift_order}),
    Row("till-gift-money", Right.SELL, ids={"order_id": things.a_gift_order}),
    Row("manager-rewards", Right.SEE_PROGRAMME),
    Row("manager-reward-new", Right.CHANGE_PROGRAMME),
    Row("manager-reward", Right.CHANGE_PROGRAMME, ids={"reward_id": things.a_reward}),
    Row("manager-reward-draw", Right.CHANGE_PROGRAMME, ids={"reward_id": things.a_reward}),
    Row("manager-reward-stock", Right.CHANGE_PROGRAMME, ids={"reward_id": things.a_reward}),
    Row("manager-reward-picture", Right.SEE_PROGRAMME, values={"digest": "nothing"}),
    Row("manager-reward-seen", Right.CHANGE_PROGRAMME),
    Row("manager-reward-orders", Right.SEE_SALES),
    Row("manager-reward-orders-ready", Right.CHANGE_MEMBERS),
    Row("manager-reward-orders-money", Right.CHANGE_MEMBERS),
    Row("member-gifts", Anybody.MEMBER, values=_SHOP),
    Row("member-gift", Anybody.MEMBER, values={**_SHOP, "code": "nothing"}),
    Row("member-gift-order", Anybody.MEMBER, values={**_SHOP, "code": "nothing"}),
    Row("member-orders", Anybody.MEMBER, values=_SHOP),
    Row("member-order", Anybody.MEMBER, values=_ORDER),
    Row("member-order-cancel", Anybody.MEMBER, values=_ORDER),
    Row("member-picture", Anybody.EVERYBODY, values={**_SHOP, "digest": "x", "size": "small"}),
)
